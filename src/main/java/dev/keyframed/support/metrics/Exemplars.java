package dev.keyframed.support.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;

/**
 * Adds the provider's trace id of the creation to samples as an exemplar. The provider's support
 * asks for that id. OpenMetrics shows it beside a bucket. It is no label, so it makes no series.
 */
public final class Exemplars implements SpanContext {
  private static final ThreadLocal<String> TRACE = new ThreadLocal<>();
  private static final String SPAN = "creation";

  private Exemplars() {}

  /** Returns a registry, with or without exemplars. */
  public static PrometheusMeterRegistry registry(boolean exemplars) {
    return exemplars
        ? new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new Exemplars())
        : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /**
   * Runs a recording whose samples get that trace id.
   *
   * @param traceId the provider's trace id, or null
   */
  static void of(String traceId, Runnable recording) {
    TRACE.set(traceId);
    try {
      recording.run();
    } finally {
      TRACE.remove();
    }
  }

  @Override
  public String getCurrentTraceId() {
    return TRACE.get();
  }

  @Override
  public String getCurrentSpanId() {
    return SPAN;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return TRACE.get() != null;
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // The daemon's spans are not collected.
  }
}
