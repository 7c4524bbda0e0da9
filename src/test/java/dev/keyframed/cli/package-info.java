/** The commands as a user runs them, over a real Redis. */
package dev.keyframed.cli;
