package dev.keyframed.config;

/**
 * The value that a key got.
 *
 * @param shown the value as it was written, masked; empty for none
 */
record Setting<T>(Key<T> key, T value, String shown, Origin origin) {}
