package dev.keyframed.service.download;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import dev.keyframed.service.download.StorageProbe.ProbeResult;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Reloaded;
import io.vertx.core.Future;
import io.vertx.core.Timer;
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
  private final LongSupplier floor;
  private final StorageHealth health;
  private final TroubleReporter troubles;
  private final Duration every;
  private Timer next;
  private String lasting = "";
  private boolean stopping;

  /**
   * Creates the watch over the directory of videos.
   *
   * @param floor bytes that must be free, read at each check; 0 for no limit
   */
  public StorageVerticle(
      DownloadSettings settings,
      LongSupplier floor,
      StorageHealth health,
      TroubleReporter troubles) {
    this(settings, floor, health, troubles, EVERY);
  }

  StorageVerticle(
      DownloadSettings settings,
      LongSupplier floor,
      StorageHealth health,
      TroubleReporter troubles,
      Duration every) {
    this.probe = new StorageProbe(settings.videosDir(), settings.access());
    this.floor = floor;
    this.health = health;
    this.troubles = troubles;
    this.every = every;
  }

  @Override
  public Future<?> start() {
    return look();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    if (next != null) {
      next.cancel();
    }
    return Future.succeededFuture();
  }

  /** Checks once. The next check waits for the end of this one, however long that takes. */
  private Future<?> look() {
    Future<ProbeResult> looked = vertx.executeBlocking(() -> probe.look(floor.getAsLong()), false);
    looked.onComplete(done -> arm());
    return looked
        .timeout(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(StorageVerticle::fault)
        .onSuccess(this::tell);
  }

  private static ProbeResult fault(Throwable cause) {
    return cause instanceof TimeoutException
        ? new ProbeResult("silent", "videos.dir does not answer: check its disk or its network")
        : new ProbeResult("failed", "videos.dir cannot be checked: " + cause);
  }

  private void arm() {
    if (!stopping) {
      next = vertx.timer(every.toMillis());
      next.onSuccess(fired -> look().onFailure(never -> {}));
    }
  }

  private void tell(ProbeResult found) {
    health.found(found);
    String before = lasting;
    lasting = found.reason();
    if (!before.isEmpty() && !before.equals(lasting)) {
      troubles.ends(Party.STORAGE, before);
    }
    if (!found.well()) {
      troubles.begins(Party.STORAGE, lasting, found.words());
    } else if (!before.isEmpty()) {
      new Bus(vertx).publish(BusAddresses.RELOADED, new Reloaded()); // jobs can be submitted again
    }
  }
}
