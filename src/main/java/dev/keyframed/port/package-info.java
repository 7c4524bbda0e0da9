/**
 * What the parts need of the world, as interfaces that return futures. The adapters implement them;
 * a fake of one is held to the same contract tests as the real thing.
 *
 * <p>An expected "no" is a value of the answer's type. A future that fails means a fault, and
 * leaves it unknown whether a change was made; so every caller must bear a repeat.
 */
package dev.keyframed.port;
