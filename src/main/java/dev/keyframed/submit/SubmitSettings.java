package dev.keyframed.submit;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * What the submit room goes by.
 *
 * @param callbackBase what goes before an attempt's path, such as {@code https://cb.example.com};
 *     null without callbacks
 * @param sentWithin how long after it was asked for a claim may still be sent: the rest of its
 *     lease covers the longest request and the storing of its outcome
 * @param maxBytes of frames by value in open creation requests, after which no further one is begun
 * @param maxOpen creation requests of this node that may be open at once; asked each time, so that
 *     it may change
 */
public record SubmitSettings(
    String callbackBase, Duration sentWithin, long maxBytes, IntSupplier maxOpen) {}
