package dev.keyframed.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of the callback listener: open ones, and those it would not have. */
public final class ConnectionMeters {
  private final AtomicInteger open = new AtomicInteger();
  private final Map<Why, Counter> refused = new EnumMap<>(Why.class);

  ConnectionMeters(MeterRegistry registry) {
    for (Why why : Why.values()) {
      refused.put(why, CounterName.REFUSED.in(registry, why.name().toLowerCase(Locale.ROOT)));
    }
    Gauge.builder("keyframed.callback.connections", open, AtomicInteger::get)
        .description("Open connections of the callback listener.")
        .register(registry);
  }

  /** Tells why a connection was refused, or closed before its time. */
  public enum Why {
    /** All that may be open are, and each has proven itself. */
    FULL,
    /** The same of those of its address. */
    ADDRESS_FULL,
    /** Its address opens new ones too fast. */
    ADDRESS_RATE,
    /** It had not proven itself, and another one came. */
    EVICTED,
    /** It sent too much without a request that proves itself. */
    TOO_MUCH_SENT
  }

  /** A connection is open. */
  public void opened() {
    open.incrementAndGet();
  }

  /** It is open no more. */
  public void closed() {
    open.decrementAndGet();
  }

  /** One was refused or closed for that. */
  public void refused(Why why) {
    refused.get(why).increment();
  }
}
