/**
 * All meters of the daemon. Their names are an interface (contract: metrics): {@link
 * dev.keyframed.metrics.CounterName}, {@link dev.keyframed.metrics.TimerName} and {@link
 * dev.keyframed.metrics.NamespaceGauges} list them. Their labels have few and fixed values, all
 * that are known present from the start, so that a rate can be taken of what has not happened yet.
 * No id, prompt or address is ever a label.
 */
package dev.keyframed.metrics;
