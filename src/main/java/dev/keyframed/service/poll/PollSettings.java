package dev.keyframed.service.poll;

import java.time.Duration;

/**
 * Holds the settings of the scanner.
 *
 * @param every pause between two rounds
 * @param batch jobs that it may hold at once
 * @param lease time for which these jobs are its own
 */
public record PollSettings(Duration every, int batch, Duration lease) {}
