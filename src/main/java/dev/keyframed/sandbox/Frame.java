package dev.keyframed.sandbox;

import io.vertx.core.buffer.Buffer;

/**
 * A frame that was accepted.
 *
 * @param hash of what was sent
 * @param picture a small PNG of it, all that the video needs: a run of thousands of jobs must not
 *     keep their full pictures
 */
record Frame(String hash, Buffer picture) {}
