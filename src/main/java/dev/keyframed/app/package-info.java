/**
 * Creates the parts of the daemon from the configuration, starts them in order and stops them in
 * reverse.
 */
package dev.keyframed.app;
