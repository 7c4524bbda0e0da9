package dev.keyframed.adapter.redis;

import dev.keyframed.job.State;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
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
 * Provides the operations of producers and operators on a namespace: enqueue and read. Each fails
 * with {@link RedisUnavailableException} if Redis is unavailable, with {@link RedisTooOldException}
 * if it is too old, and with {@link RedisErrorException} if it answers with an error. Every read is
 * bounded, whatever the number of jobs.
 */
public final class NamespaceClient implements AutoCloseable {
  private static final String ROLE = "commands";

  private final RedisLink link;
  private final String namespace;
  private final NamespaceKeys keys;

  private NamespaceClient(RedisLink link, String namespace) {
    this.link = link;
    this.namespace = namespace;
    this.keys = new NamespaceKeys(namespace);
  }

  /** Opens a client of a namespace. It connects at once, with one connection. */
  public static NamespaceClient open(Vertx vertx, RedisEndpoint endpoint, String namespace) {
    return open(vertx, endpoint, endpoint::login, namespace);
  }

  /**
   * Opens a client whose login may change.
   *
   * @param login called for each new connection; may read a small file
   */
  public static NamespaceClient open(
      Vertx vertx, RedisEndpoint endpoint, Supplier<Optional<RedisLogin>> login, String namespace) {
    RedisConnector connector =
        new RedisConnector(vertx, endpoint, login, ROLE, "keyframed:" + ROLE);
    RedisTroubles noTroubles = new RedisTroubles(TroubleReporter.NONE);
    RedisLink link =
        new RedisLink(
            vertx, connector, ROLE, made -> Future.succeededFuture(), Timing.NONE, noTroubles);
    Future<Void> unused = link.start(); // each command waits for the connection itself
    return new NamespaceClient(link, namespace);
  }

  /** Opens a client by a URL, which {@link RedisEndpoint#parse} reads. */
  public static NamespaceClient open(Vertx vertx, String url, String namespace) {
    return open(vertx, RedisEndpoint.parse(url), namespace);
  }

  /**
   * Opens the records of the daemons on the same connection. Fails with {@link
   * UnsupportedFormatException} if they are newer.
   */
  public Future<JobStore> records(RedisSettings settings) {
    return reached(
            () -> new RecordFormat().check(namespace, request -> link.send("format", request)))
        .map(known -> new RedisJobStore(settings, keys, link, link, Clock.systemUTC()));
  }

  /** Returns the troubles that nodes have reported, to read. */
  public TroubleBoard troubles() {
    return new RedisTroubleBoard(keys, link, "command");
  }

  /** Returns the log of operations that daemons take from. */
  public OperationLog operations() {
    return new RedisOperationLog(keys, link);
  }

  /** Names the lists of jobs. A job may be in two of them. */
  public enum Line {
    /** Jobs that may be submitted, by priority, then by age. */
    READY,
    /** Jobs by their next moment of attention, the earliest first: delays, leases, polls. */
    DUE,
    /** Jobs whose video is to be downloaded. */
    DOWNLOADS,
    /** Ended jobs that are still kept, the latest first. */
    ENDED
  }

  /**
   * Represents a job in a list.
   *
   * @param ended how the job ended; null in every list but {@code ENDED}
   */
  public record Place(String id, State ended) {}

  /**
   * Represents an entry of the events stream.
   *
   * @param entry its id in the stream
   * @param fields {@code job_id}, {@code state}, {@code at}, and the changed fields
   */
  public record StoredEvent(String entry, Map<String, String> fields) {
    /** Copies the map. */
    public StoredEvent {
      fields = Map.copyOf(fields);
    }
  }

  /** Checks that Redis answers. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  /**
   * Adds a job to the queue. Returns the id of its entry, which is also the job's id unless the job
   * has its own.
   */
  public Future<String> enqueue(String job) {
    return send(Request.cmd(Command.XADD).arg(keys.jobs()).arg("*").arg("job").arg(job))
        .map(Response::toString);
  }

  /** Reads a job's hash with its usual values. Empty if there is no such job. */
  public Future<Map<String, String>> job(String id) {
    return send(hash(id)).map(NamespaceClient::hash);
  }

  /** Reads the hashes of jobs in one batch, in the given order. */
  public Future<List<Map<String, String>>> jobs(List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return reached(() -> link.batch("hgetall", ids.stream().map(this::hash).toList()))
        .map(hashes -> hashes.stream().map(NamespaceClient::hash).toList());
  }

  private Request hash(String id) {
    return Request.cmd(Command.HGETALL).arg(keys.job(id));
  }

  private static Map<String, String> hash(Response reply) {
    Map<String, String> stored = ReplyReader.fields(reply);
    return stored.isEmpty() ? stored : JobCodec.whole(stored);
  }

  /** Reads a job's result as JSON text. Empty while it has none. */
  public Future<Optional<String>> result(String id) {
    return text(Request.cmd(Command.GET).arg(keys.job(id) + ":result"));
  }

  /** Finds the job that owns a task of the provider, if it is known. */
  public Future<Optional<String>> owner(String taskId) {
    return text(Request.cmd(Command.GET).arg(keys.task(taskId)));
  }

  /** Counts the queue entries that no daemon has stored yet. */
  public Future<Long> waiting() {
    return send(Request.cmd(Command.XLEN).arg(keys.jobs())).map(Response::toLong);
  }

  /** Checks whether an entry is still in the queue. Only for ids that Redis has given. */
  public Future<Boolean> isWaiting(String entry) {
    return send(Request.cmd(Command.XRANGE).arg(keys.jobs()).arg(entry).arg(entry))
        .map(entries -> entries.size() > 0);
  }

  /**
   * Counts the jobs in a state. The count of an ended state may include a few jobs that have
   * expired since.
   */
  public Future<Long> count(State state) {
    return text(Request.cmd(Command.HGET).arg(keys.counts()).arg(state.label()))
        .map(count -> count.map(Long::valueOf).orElse(0L));
  }

  /** Reads at most {@code count} places of a list, from the given rank. */
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

  /** Reads every result in the stream as JSON text, the oldest first. */
  public Future<List<String>> results() {
    return send(Request.cmd(Command.XRANGE).arg(keys.results()).arg("-").arg("+"))
        .map(entries -> entries.stream().map(entry -> entry.get(1).get(1).toString()).toList());
  }

  /** Returns the id of the latest entry of the events stream. Later entries are new. */
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
   * Reads the entries of the events stream after the given one, the oldest first.
   *
   * @param blockTimeout limits the wait for the first entry; at least a millisecond
   * @return an empty list if no entry came in time
   */
  public Future<List<StoredEvent>> events(String after, int limit, Duration blockTimeout) {
    Request request =
        Request.cmd(Command.XREAD)
            .arg("COUNT")
            .arg(limit)
            .arg("BLOCK")
            .arg(blockTimeout.toMillis())
            .arg("STREAMS")
            .arg(keys.events())
            .arg(after);
    return reached(() -> link.send("xread", request, blockTimeout.plus(RedisLink.COMMAND_TIMEOUT)))
        .map(reply -> reply == null ? List.of() : storedEvents(reply.get(0).get(1)));
  }

  private static List<StoredEvent> storedEvents(Response entries) {
    return IntStream.range(0, entries.size())
        .mapToObj(entries::get)
        .map(entry -> new StoredEvent(entry.get(0).toString(), ReplyReader.fields(entry.get(1))))
        .toList();
  }

  private Future<Optional<String>> text(Request request) {
    return send(request).map(reply -> Optional.ofNullable(ReplyReader.text(reply)));
  }

  private Future<Response> send(Request request) {
    String operation = request.command().toString().toLowerCase(Locale.ROOT);
    return reached(() -> link.send(operation, request));
  }

  /**
   * Runs a command after the connection attempt that is under way. It waits for no further attempt.
   */
  private <T> Future<T> reached(Supplier<Future<T>> command) {
    return link.reach().compose(connected -> command.get());
  }

  @Override
  public void close() {
    Future<Void> unused = link.close();
  }
}
