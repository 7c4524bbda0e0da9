package dev.keyframed.submit;

import java.time.Duration;

/**
 * What the submit room goes by.
 *
 * @param callbackBase what goes before an attempt's path, such as {@code https://cb.example.com};
 *     null without callbacks
 * @param lease how long a claim is good for
 * @param maxOpen creation requests of this node that may be open at once
 */
public record SubmitSettings(String callbackBase, Duration lease, int maxOpen) {}
