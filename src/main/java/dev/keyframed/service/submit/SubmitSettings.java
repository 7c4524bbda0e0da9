package dev.keyframed.service.submit;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Holds the settings of the submit part.
 *
 * @param callbackBase the prefix of an attempt's path, such as {@code https://cb.example.com}; null
 *     without callbacks
 * @param sentWithin longest time from the request for a claim to its sending: the rest of the lease
 *     covers the longest request and the storing of its outcome
 * @param maxBytes of frames by value in open creation requests; at this size no further request is
 *     started
 * @param maxOpen creation requests of this daemon that may be open at once; read at each use, since
 *     a reload may change it
 */
public record SubmitSettings(
    String callbackBase, Duration sentWithin, long maxBytes, IntSupplier maxOpen) {}
