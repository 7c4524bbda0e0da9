package dev.keyframed.poll;

import java.time.Duration;

/**
 * What the scanner goes by.
 *
 * @param every from one round to the next
 * @param batch jobs it may have in hand at once
 * @param lease how long those are its own
 */
public record PollSettings(Duration every, int batch, Duration lease) {}
