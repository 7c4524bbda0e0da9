/**
 * Provides the event bus, typed. An address carries its type, and only {@link
 * dev.keyframed.support.bus.Bus} casts.
 *
 * <p>Messages are immutable and go by reference, through one local codec. Default codecs are found
 * by a body's exact class, and would never match a sealed interface's records. JSON would cost a
 * copy and the type. The codec refuses the wire, so that a clustered bus fails loudly instead of
 * quietly.
 *
 * <p>Facts are published. Requests have a deadline and are answered with a value. The bus flattens
 * a fault into a {@code ReplyException}, so an expected "no" is part of the answer's type.
 *
 * <p>The requesting parts share some code. {@link dev.keyframed.support.bus.WorkLoop} decides when
 * they request work. {@link dev.keyframed.support.bus.RetryingRequester} repeats requests that must
 * be stored. {@link dev.keyframed.support.bus.OutageLogger} logs an unavailable store once.
 */
package dev.keyframed.support.bus;
