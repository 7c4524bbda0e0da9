/**
 * Makes text that others wrote fit for a line of log, terminal or record. Whatever shows or stores
 * the words of a provider, a producer or a storage host takes them through {@link
 * dev.keyframed.text.PlainLine}.
 */
package dev.keyframed.text;
