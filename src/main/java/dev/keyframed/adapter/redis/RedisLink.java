package dev.keyframed.adapter.redis;

import dev.keyframed.job.Backoff;
import dev.keyframed.port.Timing;
import dev.keyframed.support.net.RedisEndpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one pipelined connection, and reconnects without limit whenever it is lost. Thread-safe; a
 * future completes on its caller's context.
 */
final class RedisLink {
  /**
   * Limits the time of a command that does not block by itself. Shorter than the 10 s in which the
   * store replies to most requests of the bus.
   */
  static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));
  private static final long NO_TIMER = -1;
  private static final String CLOSED = "the connection was closed";
  private static final String NEVER_CONNECTED = "closed before the first connection";

  /**
   * Sets the heartbeat below the idle time-out of the socket. The time-out therefore ends only dead
   * connections.
   */
  private static final long HEARTBEAT_MILLIS = 4000;

  private final Vertx vertx;
  private final String role;
  private final RedisConnector connector;
  private final Greeting greeting;
  private final RedisTroubles troubles;
  private final CommandSender sender;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Promise<Void> opened = Promise.promise();

  /**
   * Counts consecutive connections on which no command has succeeded. It is the exponent of the
   * backoff.
   */
  private final AtomicInteger tries = new AtomicInteger();

  private final AtomicReference<HeldConnection> held = new AtomicReference<>();
  private volatile Context context;
  private volatile RedisProblem problem;
  private volatile boolean closed;

  // Only used on the context.
  private Redis client;
  private Promise<Void> attempt = Promise.promise();
  private long timer = NO_TIMER;

  /** Represents a connection and its client. Closing the client closes the socket. */
  private record HeldConnection(Redis client, RedisConnection connection) {}

  /** Checks each new connection before it can be used. */
  interface Greeting {
    /** Checks a connection, and fails if this Redis server must not be used. */
    Future<Void> greet(RedisConnection connection);
  }

  /**
   * Creates a link, which {@link #start} connects.
   *
   * @param role names the link in the log
   * @param troubles receives the link's problems
   */
  RedisLink(
      Vertx vertx,
      RedisConnector connector,
      String role,
      Greeting greeting,
      Timing timing,
      RedisTroubles troubles) {
    this.vertx = vertx;
    this.role = role;
    this.connector = connector;
    this.greeting = greeting;
    this.troubles = troubles;
    this.sender = new CommandSender(timing, new RepeatedRefusals(troubles));
    this.problem = RedisProblem.notYet(connector.endpoint());
  }

  /**
   * Connects on the caller's context, and reconnects whenever needed. The future completes with the
   * first connection, and fails if the server must not be used. Call it once.
   */
  Future<Void> start() {
    context = vertx.getOrCreateContext();
    context.runOnContext(go -> connect());
    vertx.setPeriodic(HEARTBEAT_MILLIS, beat -> heartbeat(beat));
    return opened.future();
  }

  /** Checks whether commands can be sent now. */
  boolean isConnected() {
    return held.get() != null;
  }

  /**
   * Waits for the connection attempt under way, or starts one if there is none. Fails as a command
   * would.
   */
  Future<Void> reach() {
    if (isConnected()) {
      return Future.succeededFuture();
    }
    Promise<Void> reached = Promise.promise();
    context.runOnContext(
        go -> {
          attempt.future().onComplete(reached);
          if (timer != NO_TIMER && vertx.cancelTimer(timer)) {
            connect();
          }
        });
    return reached.future();
  }

  /** Returns why the link is not connected, or empty if it is. */
  Optional<RedisProblem> problem() {
    return isConnected() ? Optional.empty() : Optional.of(problem);
  }

  /** Returns the endpoint of the link. */
  RedisEndpoint endpoint() {
    return connector.endpoint();
  }

  /**
   * Adds a listener that runs on every new connection, on the link's context. It must not block.
   */
  void onConnected(Runnable listener) {
    listeners.add(listener);
  }

  /** Sends a command that does not block, with its own name as the operation. */
  Future<Response> send(Command command, Object... arguments) {
    String name = command.toString().toLowerCase(Locale.ROOT);
    return send(name, Request.cmd(command, arguments));
  }

  /** Sends a command that does not block. */
  Future<Response> send(String operation, Request request) {
    return send(operation, request, COMMAND_TIMEOUT);
  }

  /**
   * Sends a command. Fails with {@link RedisUnavailableException} if there is no connection, or no
   * answer in time. It is then unknown whether the command was carried out. Fails with {@link
   * RedisErrorException} if the answer is an error.
   *
   * @param operation its name in metrics
   */
  Future<Response> send(String operation, Request request, Duration timeout) {
    return sent(operation, timeout, connection -> connection.send(request));
  }

  /** Sends commands that do not block in one batch. Fails if one of them fails. */
  Future<List<Response>> batch(String operation, List<Request> requests) {
    return sent(operation, COMMAND_TIMEOUT, connection -> connection.batch(requests));
  }

  private <T> Future<T> sent(
      String operation, Duration timeout, Function<RedisConnection, Future<T>> how) {
    HeldConnection now = held.get();
    if (now == null) {
      return Future.failedFuture(new RedisUnavailableException(problem.words()));
    }
    return sender
        .send(now.connection, operation, timeout, how, cause -> unusable(now, cause))
        .onSuccess(answer -> tries.set(0));
  }

  private void unusable(HeldConnection used, Throwable cause) {
    RedisProblem reason = RedisProblem.of(endpoint(), cause);
    problem = reason;
    held.compareAndSet(used, null);
    context.runOnContext(go -> lost(used.client, reason));
  }

  private void connect() {
    timer = NO_TIMER;
    if (closed) {
      return;
    }
    Redis fresh = connector.client();
    client = fresh;
    Future.succeededFuture()
        .compose(go -> connector.connect(fresh))
        .compose(made -> greeting.greet(made).map(made))
        .timeout(COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(made -> connected(new HeldConnection(fresh, made)))
        .onFailure(cause -> failed(fresh, cause));
  }

  private void connected(HeldConnection made) {
    if (closed) {
      made.client.close();
      return;
    }
    made.connection.exceptionHandler(
        cause -> lost(made.client, RedisProblem.of(endpoint(), cause)));
    made.connection.endHandler(end -> lost(made.client, RedisProblem.said(endpoint(), CLOSED)));
    held.set(made);
    LOG.atDebug().addKeyValue("link", role).log("connected to Redis");
    troubles.connected(this);
    attempt.tryComplete();
    opened.tryComplete();
    listeners.forEach(Runnable::run);
  }

  private void failed(Redis from, Throwable cause) {
    if (cause instanceof UnsupportedFormatException || cause instanceof RedisTooOldException) {
      opened.tryFail(cause);
      attempt.tryFail(cause);
    }
    lost(from, RedisProblem.of(endpoint(), cause));
  }

  /** Records the end of a connection. Only the first report of a connection's end counts. */
  private void lost(Redis from, RedisProblem reason) {
    if (client != from) {
      return;
    }
    client = null;
    held.set(null);
    attempt.tryFail(new RedisUnavailableException(reason.words()));
    attempt = Promise.promise();
    if (!closed) {
      long wait =
          BACKOFF.full(tries.getAndIncrement(), ThreadLocalRandom.current().nextLong()).toMillis();
      timer = vertx.setTimer(Math.max(1, wait), go -> connect());
      problem = reason;
      troubles.lost(this, reason);
    }
    from.close();
  }

  /**
   * Sends a command on an idle connection. The socket then does not time out, and a half-open
   * connection is found.
   */
  private void heartbeat(long timer) {
    if (closed) {
      vertx.cancelTimer(timer);
    } else if (isConnected() && sender.isIdle()) {
      send(Command.PING)
          .onFailure(cause -> LOG.atDebug().addKeyValue("link", role).log("heartbeat failed"));
    }
  }

  /** Closes the connection for good. Commands in flight fail, and so does a pending start. */
  Future<Void> close() {
    closed = true;
    RedisProblem end = RedisProblem.said(endpoint(), "closed");
    problem = end;
    Context own = context;
    if (own == null) {
      opened.tryFail(NEVER_CONNECTED);
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    own.runOnContext(
        go -> {
          if (client != null) {
            lost(client, end);
          }
          attempt.tryFail(new RedisUnavailableException(end.words()));
          opened.tryFail(NEVER_CONNECTED);
          done.complete();
        });
    return done.future();
  }
}
