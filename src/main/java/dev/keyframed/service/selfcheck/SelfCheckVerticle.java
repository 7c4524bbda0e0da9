package dev.keyframed.service.selfcheck;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.support.bus.PeriodicTask;
import dev.keyframed.support.metrics.SelfCheckMeters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the self-check periodically and reports its findings. Health and metrics get each finding;
 * the log gets a line only when the finding changes. Neither start nor stop waits for a call.
 */
public final class SelfCheckVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SelfCheckVerticle.class);

  private final SelfCheckSettings settings;
  private final CallbackUrls urls;
  private final CallbackProtocol protocol;
  private final SelfCheckHealth health;
  private final SelfCheckMeters meters;
  private final Clock clock;
  private final X509ExtendedTrustManager trusted;
  private SelfCheck check;
  private PeriodicTask checks;
  private boolean confirming;
  private boolean reachable = true;
  private String reported = "";

  /** Creates a verticle that trusts the authorities that Java trusts. */
  public SelfCheckVerticle(
      SelfCheckSettings settings,
      CallbackUrls urls,
      CallbackProtocol protocol,
      SelfCheckHealth health,
      SelfCheckMeters meters,
      Clock clock) {
    this(settings, urls, protocol, health, meters, clock, RecordingTrustManager.of(null));
  }

  SelfCheckVerticle(
      SelfCheckSettings settings,
      CallbackUrls urls,
      CallbackProtocol protocol,
      SelfCheckHealth health,
      SelfCheckMeters meters,
      Clock clock,
      X509ExtendedTrustManager trusted) {
    this.settings = settings;
    this.urls = urls;
    this.protocol = protocol;
    this.health = health;
    this.meters = meters;
    this.clock = clock;
    this.trusted = trusted;
  }

  @Override
  public Future<?> start() {
    check = new SelfCheck(vertx, urls, protocol, settings, trusted);
    checks = PeriodicTask.unwatched(vertx, this::round);
    checks.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    var unused = checks.stop(); // which would wait for a call under way
    return Future.succeededFuture();
  }

  private Future<Duration> round() {
    return check.run().map(this::checked);
  }

  /** Reports the finding, and returns the pause; a first failure is confirmed before. */
  private Duration checked(SelfCheckResult found) {
    confirming = !found.reachable() && reachable && !confirming;
    if (confirming) {
      return settings.confirmAfter();
    }
    report(found);
    return settings.every();
  }

  private void report(SelfCheckResult found) {
    if (checks.isStopping()) {
      return; // the listener may have stopped before this finding
    }
    meters.checked(found.outcome(), found.certificateEnds());
    String soon = found.endsSoon(clock.instant());
    health.found(found.reachable(), soon.isEmpty() ? found.text() : found.text() + "; " + soon);
    log(found, soon);
    reachable = found.reachable();
  }

  private void log(SelfCheckResult found, String soon) {
    // The text with the days that are left changes each day, the fact does not.
    String fact = found.outcome() + (soon.isEmpty() ? "" : " for long");
    if (fact.equals(reported)) {
      return;
    }
    if (!found.reachable()) {
      log.warn("the provider cannot call back: {}", found.text());
    } else if (!soon.isEmpty()) {
      log.warn("callback.public_url is {}, but {}", found.text(), soon);
    } else {
      log.info("callback.public_url is {}", found.text());
    }
    reported = fact;
  }
}
