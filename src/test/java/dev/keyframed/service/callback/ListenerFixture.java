package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.JobId;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.TroubleRegister;
import dev.keyframed.support.net.FilteringTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs a listener on a free port, with a fake store behind it. */
public final class ListenerFixture {
  public static final String HOST = "127.0.0.1";

  public final Vertx vertx;
  public final CallbackUrls urls =
      new CallbackUrls("keyframed", List.of("a secret of at least 32 characters"));
  public final ListenerHealth health = new ListenerHealth();
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final TroubleRegister troubles = new TroubleRegister(registry, Clock.systemUTC());
  public final FakeStore store;
  public final WebClient client;

  /** Engine for TLS; empty for the daemon's own choice. */
  public Optional<SSLEngineOptions> engine = Optional.empty();

  private String deployment;

  public ListenerFixture() {
    this(Vertx.builder().withTransport(FilteringTransport.fastest(2)).build());
  }

  public ListenerFixture(Vertx vertx) {
    this.vertx = vertx;
    Bus.install(vertx);
    store = new FakeStore(vertx);
    client = WebClient.create(vertx);
  }

  public void start() throws Exception {
    start(ListenerLimits.USUAL, Optional.empty(), 1);
  }

  public void start(ListenerLimits limits, Optional<TlsFiles> tls, int instances) throws Exception {
    start(HOST, limits, tls, instances);
  }

  public void start(String host, ListenerLimits limits, Optional<TlsFiles> tls, int instances)
      throws Exception {
    CallbackSettings settings =
        new CallbackSettings(
            host,
            0,
            tls.<Supplier<TlsFiles>>map(files -> () -> files),
            "/hook/",
            urls,
            new MiniMaxCallbacks(),
            Duration.ofSeconds(1),
            limits);
    Meters meters = new Meters(registry);
    deployment =
        vertx
            .deployVerticle(
                () ->
                    engine
                        .map(by -> new CallbackVerticle(settings, health, meters, troubles, by))
                        .orElseGet(() -> new CallbackVerticle(settings, health, meters, troubles)),
                new DeploymentOptions().setInstances(instances))
            .await(10, SECONDS);
  }

  /** Starts with TLS, and with a new certificate in that directory. */
  public void startSecure(ListenerLimits limits, Path dir) throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=keyframed")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    TlsFiles tls =
        new TlsFiles(dir.resolve("cert.pem"), dir.resolve("key.pem"), Duration.ofMinutes(5));
    Files.writeString(tls.certificate(), bundle.getCertificatePathPEM());
    Files.writeString(tls.key(), bundle.getPrivateKeyPEM());
    start(limits, Optional.of(tls), 1);
  }

  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  /** Returns the path of the attempt that is being submitted. */
  public String path() {
    return path(FakeStore.JOB, store.attempt());
  }

  public String path(JobId job, Attempt attempt) {
    return urls.path(job, attempt);
  }

  public HttpResponse<Buffer> post(String path, String body) throws Exception {
    return client
        .post(health.port(), HOST, path)
        .sendBuffer(Buffer.buffer(body))
        .await(10, SECONDS);
  }

  public double counted(String kind, String outcome) {
    return registry
        .get("keyframed.callbacks")
        .tags("kind", kind, "outcome", outcome)
        .counter()
        .count();
  }

  public void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }
}
