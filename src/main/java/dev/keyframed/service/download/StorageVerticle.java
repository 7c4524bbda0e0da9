package dev.keyframed.service.download;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import dev.keyframed.service.download.StorageProbe.ProbeResult;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Reloaded;
import dev.keyframed.support.bus.PeriodicTask;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Checks periodically whether videos can be stored, and reports each trouble with it. The first
 * check is done when the start completes.
 */
public final class StorageVerticle extends VerticleBase {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Time-out of a check: a network file system that is away may not answer for minutes. */
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  private final StorageProbe probe;
  private final LongSupplier minFree;
  private final StorageHealth health;
  private final TroubleReporter troubles;
  private final Duration every;
  private final Promise<Void> first = Promise.promise();
  private PeriodicTask checks;
  private String reportedReason = "";

  /**
   * Creates the watch over the directory of videos.
   *
   * @param minFree bytes that must be free, read at each check; 0 for no limit
   */
  public StorageVerticle(
      DownloadSettings settings,
      LongSupplier minFree,
      StorageHealth health,
      TroubleReporter troubles) {
    this(settings, minFree, health, troubles, EVERY);
  }

  StorageVerticle(
      DownloadSettings settings,
      LongSupplier minFree,
      StorageHealth health,
      TroubleReporter troubles,
      Duration every) {
    this.probe = new StorageProbe(settings.videosDir(), settings.access());
    this.minFree = minFree;
    this.health = health;
    this.troubles = troubles;
    this.every = every;
  }

  @Override
  public Future<?> start() {
    checks = PeriodicTask.unwatched(vertx, this::check);
    checks.start();
    return first.future();
  }

  @Override
  public Future<?> stop() {
    // A check under way may hang for minutes: the stop does not wait for it.
    var unused = checks.stop();
    return Future.succeededFuture();
  }

  /** Checks once. The next check waits for the end of this one, however long that takes. */
  private Future<Duration> check() {
    Future<ProbeResult> checked =
        vertx.executeBlocking(() -> probe.check(minFree.getAsLong()), false);
    checked
        .timeout(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(StorageVerticle::fault)
        .onSuccess(this::report)
        .onComplete(done -> first.tryComplete());
    return checked.transform(done -> Future.succeededFuture(every));
  }

  private static ProbeResult fault(Throwable cause) {
    return cause instanceof TimeoutException
        ? new ProbeResult("silent", "videos.dir does not answer: check its disk or its network")
        : new ProbeResult("failed", "videos.dir cannot be checked: " + cause);
  }

  private void report(ProbeResult found) {
    health.found(found);
    String before = reportedReason;
    reportedReason = found.reason();
    if (!before.isEmpty() && !before.equals(reportedReason)) {
      troubles.ends(Party.STORAGE, before);
    }
    if (!found.well()) {
      troubles.begins(Party.STORAGE, reportedReason, found.words());
    } else if (!before.isEmpty()) {
      new Bus(vertx).publish(BusAddresses.RELOADED, new Reloaded()); // jobs can be submitted again
    }
  }
}
