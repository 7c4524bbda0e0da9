/**
 * Makes text of other authors fit for a line of log, terminal or record.
 *
 * <p>Words of a provider, a producer or a storage host are shown or stored only after {@link
 * dev.keyframed.support.text.PlainLine}.
 */
package dev.keyframed.support.text;
