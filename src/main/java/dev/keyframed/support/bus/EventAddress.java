package dev.keyframed.support.bus;

/** Names an address of published facts, with their only type. */
public record EventAddress<T>(String name, Class<T> type) {}
