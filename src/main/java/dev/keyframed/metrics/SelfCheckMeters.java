package dev.keyframed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the world's way in works, as this node found it. Both gauges are NaN until it has looked.
 * Thread-safe.
 */
public final class SelfCheckMeters {
  private final MeterRegistry registry;
  private volatile double reachable = Double.NaN;
  private volatile double expiry = Double.NaN;

  /** Registers them. */
  public SelfCheckMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Way way : Way.values()) {
      CounterName.SELF_CHECKS.in(registry, label(way)).increment(0);
    }
    gauge("reachable", "1 where this node reached its own public URL, else 0.", () -> reachable);
    gauge(
        "certificate.expiry.timestamp.seconds",
        "When the certificate that was shown at the public URL ends.",
        () -> expiry);
  }

  /** How far a call to the public URL came. */
  public enum Way {
    /** To us. */
    REACHABLE,
    /** The name has no address. */
    UNRESOLVED,
    /** Nothing takes a connection there. */
    UNCONNECTED,
    /** No TLS came about, though the certificate may be fine. */
    HANDSHAKE,
    /** The certificate is not by an authority that is trusted here. */
    UNTRUSTED,
    /** The certificate is not for that host. */
    WRONG_NAME,
    /** The certificate is not valid at this time. */
    EXPIRED,
    /** No answer came. */
    UNANSWERED,
    /** An answer came, but not one of ours. */
    WRONG_ANSWER
  }

  /**
   * A call came that far.
   *
   * @param certificateEnds of the certificate that was shown, if any was
   */
  public void checked(Way way, Optional<Instant> certificateEnds) {
    CounterName.SELF_CHECKS.in(registry, label(way)).increment();
    reachable = way == Way.REACHABLE ? 1 : 0;
    certificateEnds.ifPresent(end -> expiry = end.getEpochSecond());
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder("keyframed.callback." + name, value)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  private static String label(Way way) {
    return way.name().toLowerCase(Locale.ROOT);
  }
}
