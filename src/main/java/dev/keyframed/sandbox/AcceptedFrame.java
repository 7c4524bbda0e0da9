package dev.keyframed.sandbox;

import io.vertx.core.buffer.Buffer;

/**
 * Represents an accepted frame.
 *
 * @param hash of the data that was sent
 * @param picture a small PNG of it, enough for the video; thousands of jobs must not keep full
 *     pictures
 */
record AcceptedFrame(String hash, Buffer picture) {}
