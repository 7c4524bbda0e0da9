package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes connections to one Redis server, and logs in on each before it can be used. */
final class RedisConnector {
  private final Vertx vertx;
  private final RedisEndpoint endpoint;
  private final Supplier<Optional<RedisLogin>> login;
  private final RedisOptions options;
  private final String name;

  /**
   * Creates a connector.
   *
   * @param role names the pool in metrics: one of a few fixed words
   * @param name the client name of the connection, as the server lists it
   */
  RedisConnector(Vertx vertx, RedisEndpoint endpoint, String role, String name) {
    this(vertx, endpoint, endpoint::login, role, name);
  }

  /**
   * Creates a connector whose login may change.
   *
   * @param login called for each connection; may read a small file
   */
  RedisConnector(
      Vertx vertx,
      RedisEndpoint endpoint,
      Supplier<Optional<RedisLogin>> login,
      String role,
      String name) {
    this.vertx = vertx;
    this.endpoint = endpoint;
    this.login = login;
    this.name = name;
    // A held connection needs a pool of one. The pool is named, so that a restart makes no new
    // metric series. The URL has no login, so the client sends only HELLO, which every user may
    // send. Without negotiation it would send PING, and log in only if that is refused.
    this.options =
        new RedisOptions()
            .setConnectionString(endpoint.bareUrl())
            .setProtocolNegotiation(true)
            .setPreferredProtocolVersion(ProtocolVersion.RESP2)
            .setClientId(false)
            .setNetClientOptions(RedisSocketOptions.options(endpoint))
            .setPoolName("redis-" + role)
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1);
  }

  RedisEndpoint endpoint() {
    return endpoint;
  }

  /** Returns a client for one connection. It must be closed with the connection. */
  Redis client() {
    return Redis.createClient(vertx, options);
  }

  /** Connects with a client, and fails if this server must not be used. */
  Future<RedisConnection> connect(Redis client) {
    return client
        .connect()
        .compose(made -> login(made).compose(in -> select(made)).map(made))
        .compose(made -> introduce(made).compose(named -> checkVersion(made)).map(made));
  }

  /**
   * Logs in before anything else. A server whose default user needs no password would otherwise
   * treat us as that user.
   */
  private Future<Response> login(RedisConnection made) {
    Optional<RedisLogin> user = login.get();
    if (user.isEmpty()) {
      return Future.succeededFuture();
    }
    Request auth = Request.cmd(Command.AUTH);
    if (!user.get().username().isEmpty()) {
      auth.arg(user.get().username());
    }
    return made.send(auth.arg(user.get().password()));
  }

  private Future<Response> select(RedisConnection made) {
    return endpoint.database() == 0
        ? Future.succeededFuture()
        : made.send(Request.cmd(Command.SELECT).arg(endpoint.database()));
  }

  /** Sets the client name. A server may refuse that, and nothing depends on it. */
  private Future<Response> introduce(RedisConnection made) {
    return made.send(Request.cmd(Command.CLIENT).arg("SETNAME").arg(name))
        .otherwiseEmpty()
        .compose(named -> made.send(Request.cmd(Command.CLIENT).arg("NO-EVICT").arg("ON")))
        .otherwiseEmpty();
  }

  /**
   * Checks the version of the server. If the user may not ask for it, the first script shows it.
   */
  private Future<Void> checkVersion(RedisConnection made) {
    return made.send(Request.cmd(Command.INFO).arg("server"))
        .map(Response::toString)
        .recover(
            cause ->
                Remedy.reason(String.valueOf(cause.getMessage()))
                        == RedisProblem.Reason.MISSING_RIGHT
                    ? Future.succeededFuture("")
                    : Future.failedFuture(cause))
        .compose(
            info ->
                RedisTooOldException.of(endpoint, info)
                    .<Future<Void>>map(Future::failedFuture)
                    .orElseGet(Future::succeededFuture));
  }
}
