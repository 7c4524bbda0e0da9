/** Tests the commands as a user runs them, on a real Redis. */
package dev.keyframed.cli;
