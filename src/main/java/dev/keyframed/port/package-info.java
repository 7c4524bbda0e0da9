/**
 * Defines the daemon's needs of the world, as interfaces that return futures. The adapters
 * implement them.
 *
 * <p>An expected "no" is a value of the answer's type. A failed future means a fault, and leaves it
 * unknown whether a change was made. So every caller must be able to repeat its request.
 */
package dev.keyframed.port;
