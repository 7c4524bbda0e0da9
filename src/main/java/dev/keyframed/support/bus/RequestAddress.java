package dev.keyframed.support.bus;

/** Names an address of requests, with the types of request and reply. */
public record RequestAddress<Q, A>(String name, Class<Q> query, Class<A> answer) {}
