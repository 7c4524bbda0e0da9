/**
 * Tests what operators get beside the jar with the tools that read it.
 *
 * <p>Units are checked by systemd, rules by Prometheus, and metrics that they name by those that
 * the daemon exposes. A missing tool fails the test in CI, where everything must be present.
 * Elsewhere the test is skipped with the reason.
 */
package dev.keyframed.ops;
