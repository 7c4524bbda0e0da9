package dev.keyframed.redis;

import dev.keyframed.job.State;
import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.net.RedisLogin;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What producers and operators do with a namespace from outside: enqueue, and look. Fails with
 * {@link RedisAway} where Redis cannot be reached, with {@link TooOldRedis} where it is of no use,
 * with {@link RedisFault} where it answers with an error. Every look is bounded, whatever the
 * number of jobs.
 */
public final class JobDesk implements AutoCloseable {
  private static final String ROLE = "desk";

  private final RedisLink link;
  private final String namespace;
  private final Keys keys;

  private JobDesk(RedisLink link, String namespace) {
    this.link = link;
    this.namespace = namespace;
    this.keys = new Keys(namespace);
  }

  /** A desk of that namespace, on one connection, which is made at once. */
  public static JobDesk open(Vertx vertx, RedisEndpoint endpoint, String namespace) {
    return open(vertx, endpoint, endpoint::login, namespace);
  }

  /**
   * The same, where the login may change.
   *
   * @param login asked for each connection that is made; may read a small file
   */
  public static JobDesk open(
      Vertx vertx, RedisEndpoint endpoint, Supplier<Optional<RedisLogin>> login, String namespace) {
    RedisConnector connector =
        new RedisConnector(vertx, endpoint, login, ROLE, "keyframed:" + ROLE);
    RedisTroubles untold = new RedisTroubles(TroubleReporter.NONE);
    RedisLink link =
        new RedisLink(
            vertx, connector, ROLE, made -> Future.succeededFuture(), Timing.NONE, untold);
    Future<Void> unused = link.start(); // each command asks for the connection by itself
    return new JobDesk(link, namespace);
  }

  /** The same by a URL, which {@link RedisEndpoint#parse} reads. */
  public static JobDesk open(Vertx vertx, String url, String namespace) {
    return open(vertx, RedisEndpoint.parse(url), namespace);
  }

  /** The records as daemons have them, on the same connection; fails with {@link NewerFormat}. */
  public Future<JobStore> records(RedisSettings settings) {
    return reached(() -> new Format().check(namespace, request -> link.send("format", request)))
        .map(known -> new RedisJobStore(settings, keys, link, link, Clock.systemUTC()));
  }

  /** Returns what nodes have put up of their troubles; to read. */
  public TroubleBoard troubles() {
    return new RedisTroubleBoard(keys, link, "command");
  }

  /** Returns where operations are noted for the daemons. */
  public OperationLog operations() {
    return new RedisOperationLog(keys, link);
  }

  /** Where jobs stand in line; a job may stand in two. */
  public enum Line {
    /** Those that may be submitted, by priority, then by age. */
    READY,
    /** Those that are looked at by time, the next one first: delays, leases, polls. */
    DUE,
    /** Videos to fetch. */
    DOWNLOADS,
    /** Those that have ended and are still kept, the latest first. */
    ENDED
  }

  /**
   * A job's place in a line.
   *
   * @param ended how it ended; null in every line but that of the ended ones
   */
  public record Place(String id, State ended) {}

  /**
   * An entry of the events stream.
   *
   * @param entry its id in the stream
   * @param fields {@code job_id}, {@code state}, {@code at}, and what changed
   */
  public record Happening(String entry, Map<String, String> fields) {
    /** Copies the map. */
    public Happening {
      fields = Map.copyOf(fields);
    }
  }

  /** Succeeds where Redis answers. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  /** Puts a job on the queue; the id of its entry is the job's, unless it brings its own. */
  public Future<String> enqueue(String job) {
    return send(Request.cmd(Command.XADD).arg(keys.jobs()).arg("*").arg("job").arg(job))
        .map(Response::toString);
  }

  /** The job's hash, and what it leaves out as usual; empty where there is none. */
  public Future<Map<String, String>> job(String id) {
    return send(hash(id)).map(JobDesk::hash);
  }

  /** The hashes of those jobs in the same order, asked for at once. */
  public Future<List<Map<String, String>>> jobs(List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return reached(() -> link.batch("hgetall", ids.stream().map(this::hash).toList()))
        .map(hashes -> hashes.stream().map(JobDesk::hash).toList());
  }

  private Request hash(String id) {
    return Request.cmd(Command.HGETALL).arg(keys.job(id));
  }

  private static Map<String, String> hash(Response reply) {
    Map<String, String> stored = Replies.fields(reply);
    return stored.isEmpty() ? stored : JobCodec.whole(stored);
  }

  /** The job's result as JSON text; empty while it has none. */
  public Future<Optional<String>> result(String id) {
    return text(Request.cmd(Command.GET).arg(keys.job(id) + ":result"));
  }

  /** Whose task of the provider that is, as far as is known. */
  public Future<Optional<String>> owner(String taskId) {
    return text(Request.cmd(Command.GET).arg(keys.task(taskId)));
  }

  /** How many entries wait on the queue that no daemon has stored yet. */
  public Future<Long> waiting() {
    return send(Request.cmd(Command.XLEN).arg(keys.jobs())).map(Response::toLong);
  }

  /** Whether the entry of that id waits on the queue; only for ids that Redis gave. */
  public Future<Boolean> isWaiting(String entry) {
    return send(Request.cmd(Command.XRANGE).arg(keys.jobs()).arg(entry).arg(entry))
        .map(entries -> entries.size() > 0);
  }

  /** How many jobs are in that state; of ended ones perhaps a few that have expired since. */
  public Future<Long> count(State state) {
    return text(Request.cmd(Command.HGET).arg(keys.counts()).arg(state.label()))
        .map(count -> count.map(Long::valueOf).orElse(0L));
  }

  /** A part of a line: {@code count} places at most, from the one of that rank. */
  public Future<List<Place>> places(Line line, long from, int count) {
    Request request = Request.cmd(Command.ZRANGE).arg(key(line)).arg(from).arg(from + count - 1);
    if (line == Line.ENDED) {
      request.arg("REV");
    }
    return send(request)
        .map(members -> members.stream().map(member -> place(line, member.toString())).toList());
  }

  private String key(Line line) {
    return switch (line) {
      case READY -> keys.ready();
      case DUE -> keys.due();
      case DOWNLOADS -> keys.downloads();
      case ENDED -> keys.ended();
    };
  }

  private static Place place(Line line, String member) {
    if (line != Line.ENDED) {
      return new Place(member, null);
    }
    int colon = member.indexOf(':');
    return new Place(member.substring(colon + 1), State.of(member.substring(0, colon)));
  }

  /** Every result in the stream, the oldest first, as JSON text. */
  public Future<List<String>> results() {
    return send(Request.cmd(Command.XRANGE).arg(keys.results()).arg("-").arg("+"))
        .map(entries -> entries.stream().map(entry -> entry.get(1).get(1).toString()).toList());
  }

  /** The latest entry of the events stream: what is read after it is new. */
  public Future<String> latestEvent() {
    return send(Request.cmd(Command.XREVRANGE)
            .arg(keys.events())
            .arg("+")
            .arg("-")
            .arg("COUNT")
            .arg(1))
        .map(entries -> entries.size() == 0 ? "0-0" : entries.get(0).get(0).toString());
  }

  /**
   * Entries of the events stream after that one, the oldest first.
   *
   * @param patience how long to wait for the first one; at least a millisecond
   * @return none, where none came in time
   */
  public Future<List<Happening>> events(String after, int limit, Duration patience) {
    Request request =
        Request.cmd(Command.XREAD)
            .arg("COUNT")
            .arg(limit)
            .arg("BLOCK")
            .arg(patience.toMillis())
            .arg("STREAMS")
            .arg(keys.events())
            .arg(after);
    return reached(() -> link.send("xread", request, patience.plus(RedisLink.PATIENCE)))
        .map(reply -> reply == null ? List.of() : happenings(reply.get(0).get(1)));
  }

  private static List<Happening> happenings(Response entries) {
    return IntStream.range(0, entries.size())
        .mapToObj(entries::get)
        .map(entry -> new Happening(entry.get(0).toString(), Replies.fields(entry.get(1))))
        .toList();
  }

  private Future<Optional<String>> text(Request request) {
    return send(request).map(reply -> Optional.ofNullable(Replies.text(reply)));
  }

  private Future<Response> send(Request request) {
    String operation = request.command().toString().toLowerCase(Locale.ROOT);
    return reached(() -> link.send(operation, request));
  }

  /** A command waits for no more than the attempt to connect that is under way. */
  private <T> Future<T> reached(Supplier<Future<T>> command) {
    return link.reach().compose(connected -> command.get());
  }

  @Override
  public void close() {
    Future<Void> unused = link.close();
  }
}
