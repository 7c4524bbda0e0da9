/**
 * What operators get beside the jar, held to the tools that read it: units by systemd, rules by
 * Prometheus, and every metric that they name by what the daemon exposes. A tool that is missing
 * fails the test where everything must be there, which is in CI, and skips it, with the reason,
 * elsewhere.
 */
package dev.keyframed.ops;
