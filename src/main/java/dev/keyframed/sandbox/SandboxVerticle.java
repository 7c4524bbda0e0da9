package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;

/**
 * Creates the components of the sandbox and listens.
 *
 * <p>One verticle, so that all state lives on one event loop.
 */
final class SandboxVerticle extends VerticleBase {
  /** Limits a request: two frames of almost 20 MB each, as base64. */
  private static final long MOST_BODY_BYTES = 56L << 20;

  private final SandboxConfig config;
  private final Clock clock;
  private final Sandbox sandbox;

  private volatile int apiPort;
  private volatile int filePort;

  SandboxVerticle(SandboxConfig config, Clock clock, Sandbox sandbox) {
    this.config = config;
    this.clock = clock;
    this.sandbox = sandbox;
  }

  @Override
  public Future<?> start() {
    SandboxConfig.Times times = config.times();
    FaultPlayer faults = sandbox.faults();
    HttpClient client = vertx.createHttpClient(clientOptions());
    Pusher pusher =
        new Pusher(
            vertx,
            clock,
            client,
            faults,
            sandbox.pushesSwitch(),
            times.lateness(),
            sandbox.ledger());
    Tasks tasks =
        new Tasks(
            vertx, clock, times.generation(), sandbox.account(), faults, sandbox.ledger(), pusher);
    UrlSigner signer = new UrlSigner(clock, times.urlLifetime());
    DownloadServer downloads =
        new DownloadServer(vertx, signer, tasks, new VideoMaker(vertx), faults, times.lateness());
    ApiContext service =
        new ApiContext(
            sandbox.account(),
            faults,
            sandbox.ledger(),
            tasks,
            new ApiAnswers(vertx, times.lateness()));
    Challenger challenger = new Challenger(client, times.challengeTimeout());
    CreateCall create =
        new CreateCall(
            vertx, clock, times, service, challenger, pusher, sandbox.challengesSwitch());
    Router router = routes(service, create, signer);
    return vertx
        .createHttpServer()
        .requestHandler(downloads::handle)
        .listen(config.filePort(), config.host())
        .onSuccess(server -> filePort = server.actualPort())
        .compose(
            listening ->
                vertx
                    .createHttpServer()
                    .requestHandler(router)
                    .listen(config.port(), config.host()))
        .onSuccess(server -> apiPort = server.actualPort());
  }

  private Router routes(ApiContext service, CreateCall create, UrlSigner signer) {
    Router router = Router.router(vertx);
    QueryCall query = new QueryCall(service);
    FileCall file = new FileCall(service, id -> sandbox.fileUrl() + signer.sign(id));
    router.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    router
        .post("/v1/video_generation")
        .handler(context -> create.handle(context.request(), context.body().buffer()));
    router.get("/v1/query/video_generation").handler(context -> query.handle(context.request()));
    router.get("/v1/files/retrieve").handler(context -> file.handle(context.request()));
    new ControlRoutes(sandbox).mount(router);
    return router;
  }

  private HttpClientOptions clientOptions() {
    // Each callback uses a new connection. A stale one would look like a callback URL that does not
    // echo.
    HttpClientOptions options = new HttpClientOptions().setKeepAlive(false).setConnectTimeout(3000);
    SandboxConfig.CallbackOptions callbacks = config.callbacks();
    if (callbacks.trustAll()) return options.setTrustAll(true).setVerifyHost(false);
    callbacks
        .trust()
        .ifPresent(
            pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    return options;
  }

  int apiPort() {
    return apiPort;
  }

  int filePort() {
    return filePort;
  }
}
