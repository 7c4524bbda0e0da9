package dev.keyframed.adapter.redis;

import dev.keyframed.port.Health;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to one namespace in Redis, and provides the ports that use the connections. Open it on a
 * context of no verticle, because it outlives each verticle. Close it after them. Thread-safe.
 */
public final class RedisNamespace {
  private static final Logger log = LoggerFactory.getLogger(RedisNamespace.class);

  private static final Duration FORGOTTEN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final RedisSettings settings;
  private final NamespaceKeys keys;
  private final RequiredRights rights;
  private final RecordFormat format = new RecordFormat();
  private final RedisLink commands;
  private final RedisLink durable;
  private final RedisLink intake;
  private final Duration forgotten;
  private final JobStore store;
  private final WriteProbe writes;
  private final AtomicReference<RedisJobQueue> reader = new AtomicReference<>();
  private final AtomicReference<Runnable> watching = new AtomicReference<>(() -> {});

  /** Creates a namespace that is not connected yet. */
  public RedisNamespace(
      Vertx vertx, RedisSettings settings, Timing timing, TroubleReporter reporter) {
    this(vertx, settings, timing, reporter, Clock.systemUTC(), FORGOTTEN, WriteProbe.INTERVAL);
  }

  RedisNamespace(
      Vertx vertx,
      RedisSettings settings,
      Timing timing,
      TroubleReporter reporter,
      Clock clock,
      Duration forgotten,
      Duration probing) {
    this.vertx = vertx;
    this.settings = settings;
    this.keys = new NamespaceKeys(settings.namespace());
    this.rights = new RequiredRights(settings.namespace());
    this.forgotten = forgotten;
    RedisTroubles troubles = new RedisTroubles(reporter);
    commands = link(vertx, "commands", timing, troubles);
    durable = link(vertx, "durable", timing, troubles);
    intake = link(vertx, "intake", timing, troubles);
    store = new RedisJobStore(settings, keys, commands, durable, clock);
    writes = new WriteProbe(vertx, commands, rights, troubles, clock, probing);
  }

  private RedisLink link(Vertx vertx, String role, Timing timing, RedisTroubles troubles) {
    String name = "keyframed:" + settings.instanceId() + ":" + role;
    RedisConnector connector = new RedisConnector(vertx, settings.endpoint(), role, name);
    return new RedisLink(vertx, connector, role, this::greet, timing, troubles);
  }

  /** Checks the rights of the user and the format of the records. */
  private Future<Void> greet(RedisConnection connection) {
    return rights
        .missing(settings.endpoint(), connection::send)
        .compose(
            missing ->
                missing
                    .<Future<Void>>map(Future::failedFuture)
                    .orElseGet(() -> format.check(settings.namespace(), connection::send)))
        .recover(
            cause ->
                Future.failedFuture(
                    RedisTooOldException.ofScript(settings.endpoint(), RedisProblem.reason(cause))
                        .<Throwable>map(old -> old)
                        .orElse(cause)));
  }

  /**
   * Connects on the caller's event loop, and reconnects whenever needed. The event loop of the most
   * frequent caller is best. The future completes with the first connection, however long that
   * takes. It fails if a newer daemon has written the records, or with {@link
   * RedisTooOldException}.
   */
  public Future<Void> open() {
    watching.set(writes.start());
    return Future.all(commands.start(), durable.start(), intake.start())
        .onSuccess(connected -> advise())
        .mapEmpty();
  }

  /**
   * Logs advice about data that this Redis server may lose. A server that gives no information is
   * not asked again.
   */
  private void advise() {
    Future<String> appendFsync =
        commands
            .send(Command.CONFIG, "GET", "appendfsync")
            .map(reply -> ReplyReader.fields(reply).getOrDefault("appendfsync", ""))
            .otherwise("");
    commands
        .send(Command.INFO, "everything")
        .compose(info -> appendFsync.map(fsync -> DurabilityAdvice.advice(info.toString(), fsync)))
        .onSuccess(advice -> advice.forEach(log::warn));
  }

  /** Returns the key of the queue. */
  public String queueName() {
    return keys.jobs();
  }

  /** Returns the store of jobs. */
  public JobStore store() {
    return store;
  }

  /** Returns the shared list of each node's troubles. This node's are under its instance id. */
  public TroubleBoard troubles() {
    return new RedisTroubleBoard(keys, commands, settings.instanceId());
  }

  /** Returns the log of operators' commands. */
  public OperationLog operations() {
    return new RedisOperationLog(keys, commands);
  }

  /**
   * Creates the daemon's only reader of the queue. It leaves the group when this namespace is
   * closed.
   *
   * @param batchBytes how much text it reads at once
   */
  public JobQueue queue(long batchBytes) {
    RedisJobQueue queue =
        new RedisJobQueue(vertx, keys, intake, settings.instanceId(), forgotten, batchBytes);
    reader.set(queue);
    return queue;
  }

  /**
   * Creates the health check of the connections.
   *
   * @param server why the server is not running, if known
   */
  public Health health(Supplier<Optional<String>> server) {
    return new RedisHealth(List.of(commands, durable, intake), server, writes::refusal);
  }

  /**
   * Adds a listener that runs whenever commands can be sent again. It runs on a thread of Vert.x,
   * and must not block.
   */
  public void onConnected(Runnable listener) {
    commands.onConnected(listener);
  }

  /** Closes all connections. Commands fail from then on. */
  public Future<Void> close() {
    watching.get().run();
    RedisJobQueue last = reader.getAndSet(null);
    Future<Void> left = last == null ? Future.succeededFuture() : last.leave().otherwiseEmpty();
    return left.compose(
        gone -> Future.all(commands.close(), durable.close(), intake.close()).mapEmpty());
  }
}
