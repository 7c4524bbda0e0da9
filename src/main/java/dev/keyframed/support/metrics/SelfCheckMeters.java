package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts the self-checks of this node, and shows the last result. Both gauges are NaN until the
 * first check. Thread-safe.
 */
public final class SelfCheckMeters {
  private final MeterRegistry registry;
  private volatile double reachable = Double.NaN;
  private volatile double expiry = Double.NaN;

  /** Registers the meters. */
  public SelfCheckMeters(MeterRegistry registry) {
    this.registry = registry;
    for (SelfCheckOutcome way : SelfCheckOutcome.values()) {
      CounterName.SELF_CHECKS.in(registry, label(way)).increment(0);
    }
    gauge("reachable", "1 if this node reached its own public URL, else 0.", () -> reachable);
    gauge(
        "certificate.expiry.timestamp.seconds",
        "End of the certificate presented at the public URL.",
        () -> expiry);
  }

  /** Names how far a call to the public URL came. */
  public enum SelfCheckOutcome {
    /** A daemon of the namespace answered. */
    REACHABLE,
    /** The host name has no address. */
    UNRESOLVED,
    /** The connection failed. */
    UNCONNECTED,
    /** The TLS handshake failed, although the certificate may be valid. */
    HANDSHAKE,
    /** The certificate's authority is not trusted. */
    UNTRUSTED,
    /** The certificate is not for that host. */
    WRONG_NAME,
    /** The certificate is not valid at this time. */
    EXPIRED,
    /** There was no answer. */
    UNANSWERED,
    /** The answer was not a daemon's. */
    WRONG_ANSWER
  }

  /**
   * Counts a self-check and stores its result.
   *
   * @param certificateEnds end of the certificate that the server presented, if any
   */
  public void checked(SelfCheckOutcome way, Optional<Instant> certificateEnds) {
    CounterName.SELF_CHECKS.in(registry, label(way)).increment();
    reachable = way == SelfCheckOutcome.REACHABLE ? 1 : 0;
    certificateEnds.ifPresent(end -> expiry = end.getEpochSecond());
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder("keyframed.callback." + name, value)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  private static String label(SelfCheckOutcome way) {
    return way.name().toLowerCase(Locale.ROOT);
  }
}
