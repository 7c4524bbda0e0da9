/**
 * The commands (contract: commands): exit 0 done, 1 failed, 2 wrong usage or configuration. A
 * user's mistake gets a message that says what to do next, never a stack trace.
 */
package dev.keyframed.cli;
