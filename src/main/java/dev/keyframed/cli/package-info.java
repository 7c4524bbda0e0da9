/**
 * Implements the commands of the executable.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 outcome not known. A mistake
 * of the user gets a message that says what to do next, never a stack trace.
 */
package dev.keyframed.cli;
