package dev.keyframed.bus;

/** A place that answers: the type asked with, and the type of the reply. */
public record Ask<Q, A>(String name, Class<Q> query, Class<A> answer) {}
