/**
 * The event bus, typed. An address carries the type that travels there, and only {@link
 * dev.keyframed.bus.Bus} casts.
 *
 * <p>Messages are immutable and go by reference, through one local codec: default codecs are looked
 * up by a body's exact class and would never match a sealed interface's records; JSON would cost a
 * copy and the type. The codec refuses the wire, so that a clustered bus fails loudly instead of
 * quietly.
 *
 * <p>Facts are published; requests are asked with a deadline and answered with a value. The bus
 * flattens a fault into a {@code ReplyException}: an expected "no" is therefore part of the
 * answer's type.
 *
 * <p>Beside it stands what the parts that ask have in common: when they ask ({@link
 * dev.keyframed.bus.Rounds}), that they repeat what must be stored ({@link
 * dev.keyframed.bus.Insistence}), and that they tell once of a store that is away ({@link
 * dev.keyframed.bus.Outage}).
 */
package dev.keyframed.bus;
