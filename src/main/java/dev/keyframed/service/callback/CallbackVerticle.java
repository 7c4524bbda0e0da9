package dev.keyframed.service.callback;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import dev.keyframed.support.bus.PeriodicTask;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.net.Addresses;
import dev.keyframed.support.net.EventLoops;
import dev.keyframed.support.net.FilteringTcpConfig;
import dev.keyframed.support.net.ListenException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the callback listener. Several instances share one port, and the accepted connections are
 * spread over them.
 */
public final class CallbackVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(CallbackVerticle.class);
  private static final int LONGEST_HEAD = 8192;
  private static final WebSocketServerConfig NO_WEB_SOCKETS =
      new WebSocketServerConfig()
          .setUsePerFrameCompression(false)
          .setUsePerMessageCompression(false);

  /** Number of peers that together can use up all connections. */
  private static final int PEERS = 4;

  private static final Duration FLOOD_CHECK_INTERVAL = Duration.ofSeconds(10);

  /**
   * Limits the time for requests under way at a stop. Longer than the time-out of a reply of the
   * store, 2.5 s.
   */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  private final CallbackSettings settings;
  private final ListenerHealth health;
  private final Meters meters;
  private final TroubleReporter troubles;
  private final SSLEngineOptions engine;
  private HttpServer server;
  private CertificateWatch watch;
  private PeriodicTask floodChecks;

  /** Creates an instance. All instances are given the same objects. */
  public CallbackVerticle(
      CallbackSettings settings, ListenerHealth health, Meters meters, TroubleReporter troubles) {
    this(settings, health, meters, troubles, ListenerTls.fastestEngine());
  }

  CallbackVerticle(
      CallbackSettings settings,
      ListenerHealth health,
      Meters meters,
      TroubleReporter troubles,
      SSLEngineOptions engine) {
    this.troubles = troubles;
    this.settings = settings;
    this.health = health;
    this.meters = meters;
    this.engine = engine;
  }

  @Override
  public Future<?> start() {
    return settings.tls().map(this::startSecure).orElseGet(this::startPlain);
  }

  @Override
  public Future<?> stop() {
    health.stops();
    if (floodChecks != null) {
      var unused = floodChecks.stop();
    }
    Future<?> watched = watch == null ? Future.succeededFuture() : watch.stop();
    return watched
        .compose(done -> server.shutdown(SHUTDOWN_TIMEOUT))
        .compose(down -> removeSocket());
  }

  private Future<?> startPlain() {
    server =
        vertx.createHttpServer(
            serverConfig().setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1));
    return settings.socket().<Future<?>>map(this::listen).orElseGet(this::listen);
  }

  private Future<?> startSecure(Supplier<TlsFiles> tls) {
    Certificate certificate = new Certificate(vertx, tls);
    return vertx
        .executeBlocking(() -> certificate.read(null))
        .compose(
            pair ->
                startSecure(certificate, ListenerTls.options(pair, settings.limits().receiving())));
  }

  private Future<?> startSecure(Certificate certificate, ServerSSLOptions options) {
    log.debug("callback listener speaks TLS by {}", engine.getClass().getSimpleName());
    server =
        vertx
            .httpServerBuilder()
            .with(serverConfig().setVersions(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2))
            .with(options)
            .with(engine)
            .build();
    return listen()
        .onSuccess(
            first -> {
              if (first) {
                watch = new CertificateWatch(vertx, certificate, server, options, health);
                watch.start();
              }
            });
  }

  private HttpServerConfig serverConfig() {
    FilteringTcpConfig tcp = new FilteringTcpConfig(connectionLimiter());
    // Another daemon of this user on the same port answers while this one restarts.
    tcp.setSoReusePort(settings.socket().isEmpty());
    HttpServerConfig config = new HttpServerConfig();
    config.getTcpConfig().setTransportConfig(tcp);
    return config
        .setIdleTimeout(settings.limits().idle())
        .setHttp1Config(new Http1ServerConfig().setMaxHeaderSize(LONGEST_HEAD))
        .setWebSocketConfig(NO_WEB_SOCKETS)
        .setHandle100ContinueAutomatically(true);
  }

  /** Starts the server and returns whether this instance is the first to listen. */
  private Future<Boolean> listen() {
    return Addresses.toListen(vertx, settings.host())
        .recover(this::listenFailed)
        .compose(host -> listen(address(host)))
        .map(listening -> health.listens(listening.actualPort()));
  }

  private Future<Void> listen(UnixSocket socket) {
    return blocking(socket::clear)
        .recover(this::listenFailed)
        .compose(free -> listen(SocketAddress.domainSocketAddress(socket.path().toString())))
        .compose(listening -> blocking(socket::admitAll))
        .onSuccess(open -> health.listens(socket));
  }

  /** Removes the file of the Unix socket, which the next listener would take for a listener. */
  private Future<Void> removeSocket() {
    return settings
        .socket()
        .map(socket -> blocking(socket::remove))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> blocking(FileStep step) {
    return vertx.executeBlocking(
        () -> {
          step.take();
          return null;
        });
  }

  private interface FileStep {
    void take() throws IOException;
  }

  private Future<HttpServer> listen(SocketAddress address) {
    CallbackService service =
        new CallbackService(vertx, meters, settings.storeReplyTimeout(), settings.protocol());
    BodyReader bodies = new BodyReader(vertx, settings.limits().receiving());
    server
        .connectionHandler(
            connection ->
                connection.exceptionHandler(
                    fault -> log.debug("connection failed: {}", fault.toString())))
        .exceptionHandler(fault -> log.debug("connection failed: {}", fault.toString()))
        .requestHandler(new CallbackHandler(settings, bodies, service, meters));
    // Connections are on event loops of their own: whatever strangers send, the loop of Redis is
    // not loaded.
    return EventLoops.apart(vertx, () -> server.listen(address)).recover(this::listenFailed);
  }

  private <T> Future<T> listenFailed(Throwable cause) {
    return Future.failedFuture(
        ListenException.of("callback", settings.host(), settings.port(), cause));
  }

  private SocketAddress address(String host) {
    return settings.port() == 0
        ? SocketAddress.sharedRandomPort(1, host) // one port for all instances
        : SocketAddress.inetSocketAddress(settings.port(), host);
  }

  /**
   * Creates the limits of connections. All instances share those of the first one to listen. Behind
   * a proxy every connection comes from one peer, so the share of a peer is limited only without a
   * proxy.
   */
  private ConnectionLimiter connectionLimiter() {
    int maxConnections = settings.limits().connections();
    FloodReport floods = new FloodReport(troubles, System::nanoTime);
    floodChecks =
        PeriodicTask.unwatched(
            vertx,
            () -> {
              floods.update();
              return Future.succeededFuture(FLOOD_CHECK_INTERVAL);
            });
    floodChecks.startIn(FLOOD_CHECK_INTERVAL);
    return new ConnectionLimiter(
        maxConnections,
        settings.tls().map(secure -> Math.max(1, maxConnections / PEERS)),
        meters.connections(),
        floods,
        System::nanoTime);
  }
}
