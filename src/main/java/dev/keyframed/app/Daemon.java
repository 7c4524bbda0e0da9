package dev.keyframed.app;

import dev.keyframed.adapter.minimax.FrameSource;
import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.adapter.minimax.MiniMaxProvider;
import dev.keyframed.adapter.redis.RedisNamespace;
import dev.keyframed.config.Configuration;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.port.Health;
import dev.keyframed.port.Provider;
import dev.keyframed.service.callback.CallbackSettings;
import dev.keyframed.service.callback.CallbackVerticle;
import dev.keyframed.service.callback.ListenerHealth;
import dev.keyframed.service.download.DownloadVerticle;
import dev.keyframed.service.download.StorageHealth;
import dev.keyframed.service.download.StorageVerticle;
import dev.keyframed.service.intake.Admission;
import dev.keyframed.service.intake.IntakeVerticle;
import dev.keyframed.service.management.ManagementVerticle;
import dev.keyframed.service.management.TroubleHealth;
import dev.keyframed.service.poll.PollScannerVerticle;
import dev.keyframed.service.selfcheck.SelfCheckHealth;
import dev.keyframed.service.selfcheck.SelfCheckVerticle;
import dev.keyframed.service.store.StoreSettings;
import dev.keyframed.service.store.TaskStoreVerticle;
import dev.keyframed.service.submit.SubmitVerticle;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Reloaded;
import dev.keyframed.support.metrics.ConfiguredGauges;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.NamespaceGauges;
import dev.keyframed.support.metrics.SelfCheckMeters;
import dev.keyframed.support.metrics.TroubleRegister;
import dev.keyframed.support.net.EventLoops;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates the parts of the daemon, connects them to each other, and starts and stops them in order.
 *
 * <p>Each part is started after the parts that it sends requests to, and stopped before them. At a
 * stop no further job is taken, while open creations still get their challenges answered and their
 * outcomes stored.
 *
 * <p>The caller closes Vert.x, on a thread of its own. The futures of undeployed verticles complete
 * on event loops that closing Vert.x ends.
 */
public final class Daemon {
  /** Holds the number of instances of the callback listener, each on an event loop of its own. */
  public static final int LISTENERS = 2;

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final RedisServer server;
  private final String instanceId;
  private final PortDecorators decorators;
  private final Clock clock = Clock.systemUTC();
  private final CallbackProtocol protocol = new MiniMaxCallbacks();
  private final Deployments parts;
  private final ListenerHealth listener = new ListenerHealth();
  private final StorageHealth storage = new StorageHealth();
  private final TroubleRegister troubles;
  private final Lifecycle lifecycle = new Lifecycle();
  private volatile Configuration configuration;
  private volatile StoreSettings store;
  private final Promise<Void> connected = Promise.promise();
  private volatile RedisNamespace redis;
  private volatile ManagementVerticle management;
  private volatile Future<Void> start;

  /**
   * Creates a daemon that is not started yet.
   *
   * @param server the Redis with the jobs: that of the configuration, or an embedded Redis that the
   *     caller has started
   * @param instanceId the name of this node among the readers of the queue, the same after a
   *     restart
   */
  public Daemon(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      Configuration configuration,
      RedisServer server,
      String instanceId) {
    this(vertx, registry, configuration, server, instanceId, PortDecorators.NONE);
  }

  /**
   * Creates a daemon whose calls to store, queue and provider pass through the given decorators.
   */
  public Daemon(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      Configuration configuration,
      RedisServer server,
      String instanceId,
      PortDecorators decorators) {
    this.vertx = vertx;
    this.parts = new Deployments(vertx);
    this.registry = registry;
    this.troubles = new TroubleRegister(registry, clock);
    this.configuration = configuration;
    this.server = server;
    this.instanceId = instanceId;
    this.decorators = decorators;
  }

  /**
   * Starts all parts; if one fails, stops those that were started already.
   *
   * <p>An unavailable Redis is waited for, however long that takes, since no restart of the daemon
   * ends such an outage. Metrics and health checks answer before Redis is connected.
   */
  public Future<Void> start() {
    Bus.install(vertx);
    Settings settings = new Settings(configuration);
    Meters meters = new Meters(registry);
    meters.expectProviderErrors(MiniMaxProvider.errorCodes());
    store = settings.store();
    redis =
        new RedisNamespace(
            vertx, settings.redis(server.endpoint(), instanceId), meters.redis(), troubles);
    MiniMaxProvider minimax =
        new MiniMaxProvider(vertx, settings.provider(), meters.provider(), meters::providerError);
    Provider provider = decorators.provider().apply(minimax);
    parts.closeLater(redis::close);
    parts.closeLater(minimax::close);
    SelfCheckHealth selfCheck = new SelfCheckHealth();
    TaskStoreVerticle jobs =
        new TaskStoreVerticle(
            decorators.store().apply(redis.store()),
            () -> store,
            meters,
            troubles,
            redis.troubles(),
            redis.operations(),
            instanceId,
            clock);
    start =
        parts
            .deploy(jobs)
            .compose(deployed -> deployManagement(settings, selfCheck))
            .compose(watched -> EventLoops.beside(jobs.context(), redis::open))
            .onSuccess(connected::complete)
            .compose(ready -> deployAll(settings, meters, provider))
            .compose(deployed -> deploySelfCheck(settings, selfCheck))
            .onSuccess(deployed -> started())
            .recover(fault -> takeDown().transform(down -> Future.failedFuture(fault)));
    return start;
  }

  private void started() {
    lifecycle.started();
    StartupLog.log(configuration, listener, management.port(), server.place(), redis.queueName());
  }

  /** Returns why Redis cannot be used; empty once it was connected. */
  public Optional<String> startBlockedBy() {
    return connected.future().isComplete()
        ? Optional.empty()
        : Optional.of(redis.health(server.fault()).status().reason());
  }

  /** Starts management first, so that metrics and health checks show the progress of the start. */
  private Future<Void> deployManagement(Settings settings, SelfCheckHealth selfCheck) {
    List<Health> checks = new ArrayList<>(List.of(redis.health(server.fault()), lifecycle));
    if (configuration.callback().enabled()) {
      checks.add(listener);
    }
    checks.add(storage);
    settings.selfCheck().ifPresent(wanted -> checks.add(selfCheck));
    checks.add(new TroubleHealth(troubles));
    NamespaceGauges gauges = new NamespaceGauges(registry, clock);
    ConfiguredGauges.register(
        registry,
        configuration.dataDir(),
        configuration.videos().dir(),
        () -> configuration.budget().dailyUsd().orElse(null));
    management =
        new ManagementVerticle(
            settings.management(),
            new ManagementVerticle.HealthChecks(lifecycle::isStarted, checks),
            registry,
            gauges);
    return parts.deploy(management);
  }

  private Future<Void> deployAll(Settings settings, Meters meters, Provider provider) {
    CallbackUrls urls = settings.urls();
    FrameSource frames = new FrameSource(vertx, configuration.frames().dir().orElse(null));
    return deployListener(settings, urls, meters)
        .compose(done -> deployStorage(settings))
        .compose(done -> parts.deploy(new DownloadVerticle(settings.download(), provider, meters)))
        .compose(
            done ->
                parts.deploy(
                    new PollScannerVerticle(provider, settings.poll(), meters, troubles, clock)))
        .compose(
            done ->
                parts.deploy(
                    new SubmitVerticle(
                        provider, frames, urls, settings.submit(this::maxOpenCreations), meters)))
        .compose(
            done ->
                parts.deployBeside(
                    new IntakeVerticle(
                        decorators.queue().apply(redis.queue(configuration.intake().batchBytes())),
                        new Admission(settings.intake()),
                        clock)));
  }

  private Future<Void> deployListener(Settings settings, CallbackUrls urls, Meters meters) {
    if (!configuration.callback().enabled()) {
      return Future.succeededFuture();
    }
    CallbackSettings listening = settings.callback(urls, protocol, this::tls);
    return parts.deploy(
        () -> new CallbackVerticle(listening, listener, meters, troubles),
        listening.instances(LISTENERS));
  }

  /** Starts the self-check last, since it calls the listener. */
  private Future<Void> deploySelfCheck(Settings settings, SelfCheckHealth health) {
    SelfCheckMeters meters = new SelfCheckMeters(registry);
    CallbackUrls urls = settings.urls();
    return settings
        .selfCheck()
        .map(
            check ->
                parts.deploy(new SelfCheckVerticle(check, urls, protocol, health, meters, clock)))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> deployStorage(Settings settings) {
    return parts.deploy(
        new StorageVerticle(
            settings.download(), () -> configuration.videos().minFree(), storage, troubles));
  }

  /**
   * Returns the limit of open creations: 0 while there is too little disk space for another video.
   */
  private int maxOpenCreations() {
    return storage.hasRoom() ? configuration.provider().maxInFlight() : 0;
  }

  private CallbackSettings.TlsFiles tls() {
    return new Settings(configuration).tls();
  }

  /**
   * Applies the configuration from the next decision on, to limits, budget, poll times and paths of
   * the certificate.
   *
   * <p>All other values must be those that the daemon was started with.
   */
  public void reload(Configuration next) {
    configuration = next;
    store = new Settings(next).store();
    new Bus(vertx).publish(BusAddresses.RELOADED, new Reloaded());
  }

  /**
   * Stops all parts in reverse order; the future never fails.
   *
   * <p>A start under way ends first; one that waits for Redis is ended by closing the connections.
   */
  public Future<Void> stop() {
    lifecycle.draining();
    if (start == null) {
      return takeDown();
    }
    boolean waits = !connected.future().isComplete();
    Future<Void> released = waits ? redis.close() : Future.succeededFuture();
    return released.compose(unused -> start).transform(ended -> takeDown());
  }

  private Future<Void> takeDown() {
    lifecycle.draining();
    return parts.takeDown();
  }
}
