package dev.keyframed.config;

/**
 * Holds the value of one key.
 *
 * @param shown the value as it was written, masked; empty for none
 */
record Setting<T>(ConfigKey<T> key, T value, String shown, Origin origin) {}
