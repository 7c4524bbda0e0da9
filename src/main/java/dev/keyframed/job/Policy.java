package dev.keyframed.job;

import java.time.Duration;
import java.util.Locale;

/**
 * What an operator may set about the machine (contract: configuration, {@code submit}, {@code
 * poll}, {@code download}).
 *
 * @param lease how long a claim may take before its daemon is held for dead
 * @param uncertainWait how long an uncertain submission waits for a callback
 * @param retryUncertain whether it is then submitted again; otherwise it fails
 * @param firstPoll from the creation to the first query, where no better moment is known
 * @param interval from one query to the next, at first
 * @param maxInterval and at last
 * @param giveUpAfter from the submission to the end of all patience with a task; and from the
 *     moment a video is there to the end of patience with whatever keeps us from it
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
  /** {@code giveUpAfter} as users write durations: {@code 24h}, {@code 1h30m}. */
  String shownPatience() {
    return giveUpAfter.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
  }
}
