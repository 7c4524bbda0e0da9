package dev.keyframed.bus;

/** A place where facts are published, and the only type that travels there. */
public record Address<T>(String name, Class<T> type) {}
