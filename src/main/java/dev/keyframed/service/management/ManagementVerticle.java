package dev.keyframed.service.management;

import dev.keyframed.port.Health;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import dev.keyframed.support.metrics.NamespaceGauges;
import dev.keyframed.support.metrics.ProcessMeters;
import dev.keyframed.support.net.Addresses;
import dev.keyframed.support.net.ListenException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Serves metrics and health, and keeps the gauges of the namespace up to date. It is the first part
 * to start, so that a start can be watched, and the last to stop.
 */
public final class ManagementVerticle extends VerticleBase {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

  private final ManagementSettings settings;
  private final HealthChecks checks;
  private final PrometheusMeterRegistry registry;
  private final NamespaceGauges gauges;
  private final AccountHealth account = new AccountHealth();
  private StatusLoop loop;
  private ProcessMeters process;
  private HttpServer server;

  /** Creates the server of that registry. */
  public ManagementVerticle(
      ManagementSettings settings,
      HealthChecks checks,
      PrometheusMeterRegistry registry,
      NamespaceGauges gauges) {
    this.settings = settings;
    this.checks = checks;
    this.registry = registry;
    this.gauges = gauges;
  }

  /**
   * Holds the sources of health; each request reads them on the event loop.
   *
   * @param started whether the daemon has started once
   * @param parts the parts of the daemon
   */
  public record HealthChecks(BooleanSupplier started, List<Health> parts) {
    /** Copies the list. */
    public HealthChecks {
      parts = List.copyOf(parts);
    }

    private HealthChecks with(Health more) {
      return new HealthChecks(started, Stream.concat(parts.stream(), Stream.of(more)).toList());
    }
  }

  /** Returns the port that is listened on, after the start. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> start() {
    process = new ProcessMeters(registry);
    loop = new StatusLoop(vertx, this::counted, settings.countEvery());
    loop.start();
    server =
        vertx
            .createHttpServer(
                new HttpServerConfig()
                    .setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1)
                    .setIdleTimeout(IDLE_TIMEOUT))
            .requestHandler(new ManagementHandler(vertx, checks.with(account), registry));
    return Addresses.toListen(vertx, settings.host())
        .compose(host -> server.listen(SocketAddress.inetSocketAddress(settings.port(), host)))
        .recover(
            cause ->
                Future.failedFuture(
                    ListenException.of("management", settings.host(), settings.port(), cause)));
  }

  private void counted(NamespaceStatus namespace) {
    gauges.update(namespace.census(), namespace.account());
    account.update(namespace);
  }

  @Override
  public Future<?> stop() {
    process.close();
    return loop.stop().compose(done -> server.shutdown(SHUTDOWN_TIMEOUT));
  }
}
