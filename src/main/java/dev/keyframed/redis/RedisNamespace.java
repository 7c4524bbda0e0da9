package dev.keyframed.redis;

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
 * One namespace on one Redis: its connections, and the ports that stand on them. Open it on a
 * context of no verticle, for it outlives each of them, and close it after them. Thread-safe.
 */
public final class RedisNamespace {
  private static final Logger log = LoggerFactory.getLogger(RedisNamespace.class);

  private static final Duration FORGOTTEN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final RedisSettings settings;
  private final Keys keys;
  private final Rights rights;
  private final Format format = new Format();
  private final RedisLink commands;
  private final RedisLink durable;
  private final RedisLink intake;
  private final Duration forgotten;
  private final JobStore store;
  private final WriteProbe writes;
  private final AtomicReference<RedisJobQueue> reader = new AtomicReference<>();
  private final AtomicReference<Runnable> watching = new AtomicReference<>(() -> {});

  /** A namespace, not connected yet. */
  public RedisNamespace(
      Vertx vertx, RedisSettings settings, Timing timing, TroubleReporter reporter) {
    this(vertx, settings, timing, reporter, Clock.systemUTC(), FORGOTTEN, WriteProbe.EVERY);
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
    this.keys = new Keys(settings.namespace());
    this.rights = new Rights(settings.namespace());
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

  /** Checks that what is needed is allowed, and the format of the records. */
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
                    TooOldRedis.ofScript(settings.endpoint(), RedisProblem.reason(cause))
                        .<Throwable>map(old -> old)
                        .orElse(cause)));
  }

  /**
   * Connects, and keeps connected, on the caller's event loop: best that of who asks it the most.
   * The future ends once it is connected for the first time, however long that takes; it fails
   * where a newer daemon has written the records, or with {@link TooOldRedis}.
   */
  public Future<Void> open() {
    watching.set(writes.start());
    return Future.all(commands.start(), durable.start(), intake.start())
        .onSuccess(connected -> advise())
        .mapEmpty();
  }

  /** Says what this Redis may forget; one that does not tell about itself is not asked twice. */
  private void advise() {
    Future<String> appendFsync =
        commands
            .send(Command.CONFIG, "GET", "appendfsync")
            .map(reply -> Replies.fields(reply).getOrDefault("appendfsync", ""))
            .otherwise("");
    commands
        .send(Command.INFO, "everything")
        .compose(info -> appendFsync.map(fsync -> Durability.advice(info.toString(), fsync)))
        .onSuccess(advice -> advice.forEach(log::warn));
  }

  /** The name of the queue. */
  public String queueName() {
    return keys.jobs();
  }

  /** The jobs. */
  public JobStore store() {
    return store;
  }

  /** Returns what shares the troubles of each node, this one's under its own name. */
  public TroubleBoard troubles() {
    return new RedisTroubleBoard(keys, commands, settings.instanceId());
  }

  /** Returns what operators did by commands. */
  public OperationLog operations() {
    return new RedisOperationLog(keys, commands);
  }

  /**
   * A reader of the queue; one per daemon. It leaves when this is closed.
   *
   * @param batchBytes how much text it is handed at once
   */
  public JobQueue queue(long batchBytes) {
    RedisJobQueue queue =
        new RedisJobQueue(vertx, keys, intake, settings.instanceId(), forgotten, batchBytes);
    reader.set(queue);
    return queue;
  }

  /**
   * How the connections are.
   *
   * @param server why the server is not there, where somebody knows
   */
  public Health health(Supplier<Optional<String>> server) {
    return new RedisHealth(List.of(commands, durable, intake), server, writes::refusal);
  }

  /**
   * Runs that whenever commands can be sent again; on a thread of Vert.x, and it must not block.
   */
  public void onConnected(Runnable listener) {
    commands.onConnected(listener);
  }

  /** Ends all connections; commands fail from then on. */
  public Future<Void> close() {
    watching.get().run();
    RedisJobQueue last = reader.getAndSet(null);
    Future<Void> left = last == null ? Future.succeededFuture() : last.leave().otherwiseEmpty();
    return left.compose(
        gone -> Future.all(commands.close(), durable.close(), intake.close()).mapEmpty());
  }
}
