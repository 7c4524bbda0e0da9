package dev.keyframed.job.machine;

import java.time.Duration;
import java.util.Locale;

/**
 * Holds the settings of the machine (src/docs/configuration.md: {@code submit}, {@code poll},
 * {@code download}).
 *
 * @param lease how long a claim may take before its daemon counts as dead
 * @param uncertainWait how long an uncertain submission waits for a callback
 * @param retryUncertain whether it is then submitted again; otherwise it fails
 * @param firstPoll from the creation to the first query, where no better moment is known
 * @param interval first pause between two queries
 * @param maxInterval longest pause between two queries
 * @param giveUpAfter longest wait from the submission to the end of a task, and from the moment a
 *     video is there to its download
 * @param downloadAttempts downloads that may fail by the file's own fault
 */
public record Policy(
    Duration lease,
    Duration uncertainWait,
    boolean retryUncertain,
    Duration firstPoll,
    Duration interval,
    Duration maxInterval,
    Duration giveUpAfter,
    int downloadAttempts) {
  /** Returns {@code giveUpAfter} in the notation of users: {@code 24h}, {@code 1h30m}. */
  String shownGiveUpAfter() {
    return giveUpAfter.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
  }
}
