package dev.keyframed.redis;

import dev.keyframed.job.Backoff;
import dev.keyframed.port.Timing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One held, pipelined connection that is made again whenever it is lost, for ever. Thread-safe; a
 * future completes on its caller's context.
 */
final class RedisLink {
  /** How long a command may take that does not block by itself. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Backoff AGAIN =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));
  private static final int MOST_IN_FLIGHT = 512;
  private static final String NEVER_CONNECTED = "closed before it was ever connected";

  /** Below the idle time-out of the socket, which so finds only dead connections. */
  private static final long HEARTBEAT_MILLIS = 4000;

  /**
   * Errors that only another connection, or another server, can better. The client words the end of
   * a connection as such an error too.
   */
  private static final List<String> NOT_NOW =
      List.of(
          "CONNECTION_CLOSED",
          "READONLY",
          "LOADING",
          "MASTERDOWN",
          "MOVED",
          "CLUSTERDOWN",
          "NOAUTH",
          "NOPERM",
          "WRONGPASS");

  private final Vertx vertx;
  private final String role;
  private final RedisOptions options;
  private final Greeting greeting;
  private final Timing timing;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Promise<Void> opened = Promise.promise();
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Connections in a row on which no command has succeeded: the exponent of the backoff. */
  private final AtomicInteger tries = new AtomicInteger();

  private final AtomicReference<Held> held = new AtomicReference<>();
  private volatile Context context;
  private volatile String fault = "not connected yet";
  private volatile boolean closed;

  // On the context alone.
  private Redis client;

  /** A connection, and the client it belongs to: closing that closes the socket. */
  private record Held(Redis client, RedisConnection connection) {}

  /** What is said on each new connection before anybody may use it. */
  interface Greeting {
    /** Fails where this Redis must not be used. */
    Future<Void> greet(RedisConnection connection);
  }

  /**
   * A link; {@link #start} connects it.
   *
   * @param role names the pool in metrics: one of a few fixed words
   */
  RedisLink(Vertx vertx, RedisOptions options, String role, Greeting greeting, Timing timing) {
    this.vertx = vertx;
    this.role = role;
    this.options = options;
    this.greeting = greeting;
    this.timing = timing;
  }

  /**
   * Connects, now and whenever it must, on the caller's context; the future ends with the first
   * connection, and fails where the Redis that is there must not be used. Once.
   */
  Future<Void> start() {
    context = vertx.getOrCreateContext();
    context.runOnContext(go -> connect());
    vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> heartbeat(beat));
    return opened.future();
  }

  /** Whether commands can be sent now. */
  boolean isConnected() {
    return held.get() != null;
  }

  /** Why it is not connected, or why it was not the last time. */
  String fault() {
    return fault;
  }

  /** Where it leads, to be shown. */
  String place() {
    return Sockets.place(options.getEndpoint());
  }

  /** Runs that on every new connection, on the link's context; must not block. */
  void onConnected(Runnable listener) {
    listeners.add(listener);
  }

  /** Sends a command that does not block, under its own name. */
  Future<Response> send(Command command, Object... arguments) {
    String name = command.toString().toLowerCase(Locale.ROOT);
    return send(name, Request.cmd(command, arguments));
  }

  /** Sends a command that does not block. */
  Future<Response> send(String operation, Request request) {
    return send(operation, request, PATIENCE);
  }

  /**
   * Sends a command. Fails with {@link RedisAway} where there is no connection or no answer in time
   * (then it is unknown whether it was carried out), with {@link RedisFault} for an error.
   *
   * @param operation its name in metrics
   */
  Future<Response> send(String operation, Request request, Duration patience) {
    Held now = held.get();
    if (now == null) {
      return Future.failedFuture(new RedisAway("Redis is away: " + fault));
    }
    if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
      inFlight.decrementAndGet();
      return Future.failedFuture(new RedisAway("too many commands wait for Redis"));
    }
    long start = System.nanoTime();
    return now.connection
        .send(request)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              inFlight.decrementAndGet();
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              timing.took(operation, done.succeeded() ? "ok" : "error", took);
              if (done.succeeded()) {
                tries.set(0);
              }
            })
        .recover(cause -> Future.failedFuture(explained(now, operation, cause)));
  }

  private Throwable explained(Held used, String operation, Throwable cause) {
    boolean answered = cause instanceof Response;
    String message = reason(cause);
    if (answered && NOT_NOW.stream().noneMatch(message::startsWith)) {
      return new RedisFault(operation, cause);
    }
    // A late answer would still come in order, but nobody knows whether one comes at all.
    held.compareAndSet(used, null);
    context.runOnContext(go -> lost(used.client, message));
    return new RedisAway(operation + ": " + message);
  }

  private void connect() {
    if (closed) {
      return;
    }
    Redis fresh = Redis.createClient(vertx, options);
    client = fresh;
    Future.succeededFuture()
        .compose(go -> fresh.connect())
        .compose(made -> greeting.greet(made).map(made))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(made -> connected(new Held(fresh, made)))
        .onFailure(cause -> failed(fresh, cause));
  }

  private void connected(Held made) {
    if (closed) {
      made.client.close();
      return;
    }
    made.connection.exceptionHandler(cause -> lost(made.client, reason(cause)));
    made.connection.endHandler(end -> lost(made.client, "the connection was closed"));
    held.set(made);
    LOG.atInfo().addKeyValue("link", role).log("connected to Redis");
    opened.tryComplete();
    listeners.forEach(Runnable::run);
  }

  private void failed(Redis from, Throwable cause) {
    if (cause instanceof NewerFormat) {
      opened.tryFail(cause);
    }
    lost(from, reason(cause));
  }

  /** Only the first word on a connection's end counts. */
  private void lost(Redis from, String why) {
    if (client != from) {
      return;
    }
    client = null;
    held.set(null);
    if (!closed) {
      long wait =
          AGAIN.full(tries.getAndIncrement(), ThreadLocalRandom.current().nextLong()).toMillis();
      vertx.setTimer(Math.max(1, wait), go -> connect());
      if (!why.equals(fault)) {
        LOG.atWarn()
            .addKeyValue("link", role)
            .addKeyValue("redis", place())
            .addKeyValue("why", why)
            .log("Redis is away, tried again until it is there");
      }
      fault = why;
    }
    from.close();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String own = message == null ? cause.getClass().getSimpleName() : message;
    return cause.getCause() == null ? own : own + ": " + cause.getCause().getMessage();
  }

  /** Keeps the socket from idling, and finds one that is half open. */
  private void heartbeat(long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
    } else if (isConnected() && inFlight.get() == 0) {
      send(Command.PING)
          .onFailure(cause -> LOG.atDebug().addKeyValue("link", role).log("no heartbeat"));
    }
  }

  /** Ends the connection for good; what is in flight fails, and so does a start that waits. */
  Future<Void> close() {
    closed = true;
    fault = "closed";
    Context own = context;
    if (own == null) {
      opened.tryFail(NEVER_CONNECTED);
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    own.runOnContext(
        go -> {
          if (client != null) {
            lost(client, "closed");
          }
          opened.tryFail(NEVER_CONNECTED);
          done.complete();
        });
    return done.future();
  }
}
