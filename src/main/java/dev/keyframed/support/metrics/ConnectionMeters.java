package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of the callback listener: open, refused and closed early. */
public final class ConnectionMeters {
  private final AtomicInteger open = new AtomicInteger();
  private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);

  ConnectionMeters(MeterRegistry registry) {
    for (RefusalReason reason : RefusalReason.values()) {
      refused.put(reason, CounterName.REFUSED.in(registry, reason.name().toLowerCase(Locale.ROOT)));
    }
    Gauge.builder("keyframed.callback.connections", open, AtomicInteger::get)
        .description("Open connections of the callback listener.")
        .register(registry);
  }

  /** Names why a connection was refused or closed early. */
  public enum RefusalReason {
    /** All connections are in use, and each has sent a verified request. */
    FULL,
    /** The same, for the connections of its address. */
    ADDRESS_FULL,
    /** Its address opens new connections too fast. */
    ADDRESS_RATE,
    /** It had no verified request, and another connection came. */
    EVICTED,
    /** It sent too many bytes without a verified request. */
    TOO_MUCH_SENT
  }

  /** Counts a connection as open. */
  public void opened() {
    open.incrementAndGet();
  }

  /** Counts a connection as closed. */
  public void closed() {
    open.decrementAndGet();
  }

  /** Counts a connection that was refused or closed for that reason. */
  public void refused(RefusalReason reason) {
    refused.get(reason).increment();
  }
}
