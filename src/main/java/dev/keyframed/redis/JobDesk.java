package dev.keyframed.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What producers and operators do with a namespace from outside: enqueue, and look. */
public final class JobDesk implements AutoCloseable {
  private final Redis redis;
  private final Keys keys;

  private JobDesk(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** A desk of that namespace; it connects when it is first used. */
  public static JobDesk open(Vertx vertx, String url, String namespace) {
    RedisOptions options =
        new RedisOptions().setConnectionString(url).setPoolName("redis-desk").setMaxPoolWaiting(64);
    return new JobDesk(Redis.createClient(vertx, options), new Keys(namespace));
  }

  /** Puts a job on the queue; the id of its entry is the job's, unless it brings its own. */
  public Future<String> enqueue(String job) {
    return redis
        .send(Request.cmd(Command.XADD).arg(keys.jobs()).arg("*").arg("job").arg(job))
        .map(Response::toString);
  }

  /** The job's hash as users see it (contract: Redis); empty where there is none. */
  public Future<Map<String, String>> job(String id) {
    return redis.send(Request.cmd(Command.HGETALL).arg(keys.job(id))).map(JobDesk::map);
  }

  private static Map<String, String> map(Response hash) {
    Map<String, String> fields = new LinkedHashMap<>();
    hash.getKeys().forEach(key -> fields.put(key, hash.get(key).toString()));
    return fields;
  }

  /** The job's result as JSON text; empty while it has none. */
  public Future<Optional<String>> result(String id) {
    return redis
        .send(Request.cmd(Command.GET).arg(keys.job(id) + ":result"))
        .map(text -> Optional.ofNullable(text).map(Response::toString));
  }

  /** How many entries wait on the queue that no daemon has stored yet. */
  public Future<Long> waiting() {
    return redis.send(Request.cmd(Command.XLEN).arg(keys.jobs())).map(Response::toLong);
  }

  /** Every result in the stream, the oldest first, as JSON text. */
  public Future<List<String>> results() {
    return redis
        .send(Request.cmd(Command.XRANGE).arg(keys.results()).arg("-").arg("+"))
        .map(entries -> entries.stream().map(entry -> entry.get(1).get(1).toString()).toList());
  }

  @Override
  public void close() {
    redis.close();
  }
}
