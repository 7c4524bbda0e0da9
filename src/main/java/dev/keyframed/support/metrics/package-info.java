/**
 * Defines all meters of the daemon.
 *
 * <p>Their names are an interface (src/docs/metrics.md): {@link
 * dev.keyframed.support.metrics.CounterName}, {@link dev.keyframed.support.metrics.TimerName} and
 * {@link dev.keyframed.support.metrics.NamespaceGauges} list them. Their labels have few and fixed
 * values. All known values are present from the start, so that rates work for events that have not
 * happened yet. No id, prompt or address is ever a label.
 */
package dev.keyframed.support.metrics;
