package dev.keyframed.redis;

import dev.keyframed.port.Health;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.Timing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  /**
   * Which format of the records this daemon writes; it reads all up to it. Of the second one are
   * records without the usual model and priority, which a daemon of the first cannot read.
   */
  private static final int FORMAT = 2;

  private static final int IDLE_SECONDS = 15;
  private static final Duration FORGOTTEN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final RedisSettings settings;
  private final Keys keys;
  private final Script format = Script.alone("format");
  private final RedisLink commands;
  private final RedisLink durable;
  private final RedisLink intake;
  private final Duration forgotten;
  private final JobStore store;
  private final WriteProbe writes;
  private final AtomicReference<RedisJobQueue> reader = new AtomicReference<>();
  private final AtomicReference<Runnable> watching = new AtomicReference<>(() -> {});

  /** A namespace, not connected yet. */
  public RedisNamespace(Vertx vertx, RedisSettings settings, Timing timing) {
    this(vertx, settings, timing, FORGOTTEN, WriteProbe.EVERY);
  }

  RedisNamespace(
      Vertx vertx, RedisSettings settings, Timing timing, Duration forgotten, Duration probing) {
    this.vertx = vertx;
    this.settings = settings;
    this.keys = new Keys(settings.namespace());
    this.forgotten = forgotten;
    commands = link(vertx, "commands", timing);
    durable = link(vertx, "durable", timing);
    intake = link(vertx, "intake", timing);
    store = new RedisJobStore(settings, keys, commands, durable);
    writes = new WriteProbe(vertx, commands, probing);
  }

  private RedisLink link(Vertx vertx, String role, Timing timing) {
    return new RedisLink(vertx, options(role), role, connection -> greet(connection, role), timing);
  }

  private RedisOptions options(String role) {
    NetClientOptions net =
        Sockets.options(settings.url())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    // A pool of one, for a held connection needs one; named, or each restart would make new series.
    return new RedisOptions()
        .setConnectionString(settings.url())
        .setProtocolNegotiation(false)
        .setClientId(false)
        .setNetClientOptions(net)
        .setPoolName("redis-" + role)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1);
  }

  /** Names the connection for whoever looks at the server, and checks the format of the records. */
  private Future<Void> greet(RedisConnection connection, String role) {
    String name = "keyframed:" + settings.instanceId() + ":" + role;
    Request check = format.whole(List.of(keys.format()), List.of(Integer.toString(FORMAT)));
    return connection
        .send(Request.cmd(Command.CLIENT).arg("SETNAME").arg(name))
        .otherwiseEmpty() // a server may not allow it, and nothing depends on it
        .compose(named -> connection.send(check))
        .compose(
            theirs ->
                theirs.toInteger() <= FORMAT
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new NewerFormat(settings.namespace(), theirs.toInteger(), FORMAT)));
  }

  /**
   * Connects, and keeps connected, on the caller's event loop: best that of who asks it the most.
   * The future ends once it is connected for the first time, however long that takes; it fails
   * where a newer daemon has written the records.
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

  /** Where it is, to be shown: no password, no user. */
  public String place() {
    return Sockets.place(settings.url());
  }

  /** The name of the queue. */
  public String queueName() {
    return keys.jobs();
  }

  /** The jobs. */
  public JobStore store() {
    return store;
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
