package dev.keyframed.bus;

/** Names an address of published facts, with their only type. */
public record Address<T>(String name, Class<T> type) {}
