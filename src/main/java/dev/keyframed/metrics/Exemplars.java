package dev.keyframed.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;

/**
 * What leads from a sample to the request it came of: the provider's trace id of the creation,
 * which its support asks for. OpenMetrics shows it beside a bucket; it is no label, so it makes no
 * series.
 */
public final class Exemplars implements SpanContext {
  private static final ThreadLocal<String> TRACE = new ThreadLocal<>();
  private static final String SPAN = "creation";

  private Exemplars() {}

  /** A registry, with exemplars or without. */
  public static PrometheusMeterRegistry registry(boolean exemplars) {
    return exemplars
        ? new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new Exemplars())
        : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /**
   * What is recorded by that came of this request.
   *
   * @param traceId the provider's, or null
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
    // Nobody collects our spans.
  }
}
