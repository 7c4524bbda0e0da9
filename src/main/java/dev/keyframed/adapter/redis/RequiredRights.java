package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks that the daemon's user has all rights it needs in Redis. A script asks the server and runs
 * none of the commands.
 */
final class RequiredRights {
  /** Lists the additional rights that operators' read commands need. */
  static final String OF_COMMANDS = "+xrevrange +xread";

  private static final String ANY = "x";

  private final Script script = Script.alone("rights");
  private final NamespaceKeys keys;
  private final List<List<String>> needed;

  RequiredRights(String namespace) {
    this.keys = new NamespaceKeys(namespace);
    this.needed = needed(keys);
  }

  /**
   * Lists each command as it is sent, with one of its keys. The scripts' commands are first, by
   * name.
   */
  private static List<List<String>> needed(NamespaceKeys keys) {
    String job = keys.job(ANY);
    String group = RedisJobQueue.GROUP;
    return List.of(
        List.of("DEL", keys.task(ANY)),
        List.of("EXISTS", job),
        List.of("GET", job + ":result"),
        List.of("HDEL", job, ANY),
        List.of("HGET", job, ANY),
        List.of("HGETALL", job),
        List.of("HINCRBY", keys.counts(), ANY, "1"),
        List.of("HKEYS", keys.counts()),
        List.of("HMGET", job, ANY),
        List.of("HSET", job, ANY, ANY),
        List.of("INCRBY", keys.format(), "1"),
        List.of("INFO", "replication"),
        List.of("PERSIST", job),
        List.of("PEXPIRE", job, "1"),
        List.of("SET", keys.format(), ANY),
        List.of("TIME"),
        List.of("XACK", keys.jobs(), group, "1-1"),
        List.of("XADD", keys.results(), "*", ANY, ANY),
        List.of("XAUTOCLAIM", keys.jobs(), group, ANY, "1", "0"),
        List.of("XCLAIM", keys.jobs(), group, ANY, "0", "1-1"),
        List.of("XDEL", keys.jobs(), "1-1"),
        List.of("XGROUP", "CREATE", keys.jobs(), group, "0"),
        List.of("XGROUP", "DELCONSUMER", keys.jobs(), group, ANY),
        List.of("XINFO", "CONSUMERS", keys.jobs(), group),
        List.of("XINFO", "GROUPS", keys.jobs()),
        List.of("XINFO", "STREAM", keys.jobs()),
        List.of("XLEN", keys.jobs()),
        List.of("XPENDING", keys.jobs(), group),
        List.of("XRANGE", keys.jobs(), "-", "+"),
        List.of("XREADGROUP", "GROUP", group, ANY, "STREAMS", keys.jobs(), ">"),
        List.of("ZADD", keys.due(), "1", ANY),
        List.of("ZCARD", keys.due()),
        List.of("ZRANGE", keys.ready(), "0", "0"),
        List.of("ZRANGEBYSCORE", keys.due(), "0", "0"),
        List.of("ZREM", keys.due(), ANY),
        List.of("ZSCORE", keys.due(), ANY),
        List.of("EVAL", "", "0"),
        List.of("EVALSHA", "", "0"),
        List.of("PING"),
        List.of("WAIT", "1", "1"));
  }

  /**
   * Returns the ACL rules of a user with exactly these rights, as in {@code
   * src/docs/operations.md}.
   */
  String rules() {
    return "~"
        + keys.all()
        + " resetchannels -@all "
        + needed.stream().map(RequiredRights::rule).collect(Collectors.joining(" "));
  }

  private static String rule(List<String> command) {
    String name = command.get(0).toLowerCase(Locale.ROOT);
    boolean isContainer = name.equals("xgroup") || name.equals("xinfo");
    return "+" + name + (isContainer ? "|" + command.get(1).toLowerCase(Locale.ROOT) : "");
  }

  /** Returns the missing rights, if any. Fails if the server cannot be asked. */
  Future<Optional<MissingRightException>> missing(
      RedisEndpoint endpoint, Function<Request, Future<Response>> send) {
    JsonArray asked = new JsonArray();
    needed.forEach(command -> asked.add(new JsonArray(command)));
    Request request = script.whole(List.of(keys.jobs()), List.of(asked.encode()));
    return send.apply(request)
        .map(reply -> IntStream.range(0, reply.size()).mapToObj(at -> reply.get(at).toInteger()))
        .map(numbers -> numbers.map(number -> needed.get(number - 1)).toList())
        .recover(
            cause ->
                RedisProblem.reason(cause).contains("NOPERM")
                    ? Future.succeededFuture(List.of(List.of("EVAL", "", "0")))
                    : Future.failedFuture(cause))
        .map(found -> found.isEmpty() ? Optional.empty() : Optional.of(exception(endpoint, found)));
  }

  private MissingRightException exception(RedisEndpoint endpoint, List<List<String>> missing) {
    List<String> first = missing.get(0);
    String on =
        first.stream()
            .filter(word -> word.startsWith("{"))
            .findFirst()
            .map(" on "::concat)
            .orElse("");
    List<String> rules = new ArrayList<>(List.of("~" + keys.all()));
    missing.forEach(command -> rules.add(rule(command)));
    return new MissingRightException(
        "Redis at %s: the user of keyframed may not run %s%s; run there ACL SETUSER with that user and %s"
            .formatted(
                endpoint.place(),
                first.get(0).toLowerCase(Locale.ROOT),
                on,
                String.join(" ", rules)));
  }
}
