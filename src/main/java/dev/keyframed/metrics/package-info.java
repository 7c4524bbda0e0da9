/**
 * All meters of the daemon, in one class. Their names are an interface (contract: metrics); their
 * labels have few and fixed values, all present from the start, so that a rate can be taken of what
 * has not happened yet. No id, prompt or address is ever a label.
 */
package dev.keyframed.metrics;
