package dev.keyframed.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys of {@code intake}, {@code submit}, {@code frames}, {@code download} and {@code results}:
 * how a job is worked on.
 */
final class JobKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<Long> INTAKE_BATCH_BYTES =
      SECTION.key(
          "intake.batch_bytes",
          Kind.size("1MB", "1GB"),
          "64MB",
          "Job text that is read from the queue at once; one job, of at most 60 MB, is read whatever this"
              + " says. Taking jobs in may need six times as much memory as the larger of the two.");

  static final Key<Integer> SUBMIT_MAX_ATTEMPTS =
      SECTION.key(
          "submit.max_attempts",
          Kind.whole(1, 100),
          "3",
          "Paid attempts of one job, where it does not name its own.");

  static final Key<Duration> SUBMIT_UNCERTAIN_WAIT =
      SECTION.key(
          "submit.uncertain_wait",
          Kind.duration("0s", "7d"),
          "15m",
          "How long a creation whose answer was lost waits for its callback.");

  static final Key<Configuration.OnUncertain> SUBMIT_ON_UNCERTAIN =
      SECTION.key(
          "submit.on_uncertain",
          Kind.oneOf(Configuration.OnUncertain.class),
          "fail",
          "What follows that wait. fail: the job fails and can be retried by hand. retry: it is submitted"
              + " again, and may be paid for twice.");

  static final Key<Configuration.WithoutCallback> SUBMIT_WITHOUT_CALLBACK =
      SECTION.key(
          "submit.without_callback",
          Kind.oneOf(Configuration.WithoutCallback.class),
          "when_unreachable",
          "Whether to submit without a callback URL, and poll. when_unreachable: after three creations in a row"
              + " that were refused for want of our echo, probing every two minutes. never: jobs wait. always: for all.");

  static final Key<Optional<Path>> FRAMES_DIR =
      SECTION.file("frames.dir", "Where file:NAME frames may lie. Without it they are refused.");

  static final Key<Integer> DOWNLOAD_CONCURRENCY =
      SECTION.key(
          "download.concurrency", Kind.whole(1, 1000), "4", "Downloads at a time, per node.");

  static final Key<Long> DOWNLOAD_MAX_SIZE =
      SECTION.key(
          "download.max_size",
          Kind.size("1KB", "100GB"),
          "1GB",
          "A larger video is refused. 1 KB is 1000 bytes.");

  static final Key<Integer> DOWNLOAD_ATTEMPTS =
      SECTION.key(
          "download.attempts",
          Kind.whole(1, 1000),
          "8",
          "Attempts that one video may fail by itself. What others are to blame for is waited out, up to"
              + " poll.give_up_after.");

  static final Key<Duration> RESULTS_RETENTION =
      SECTION.key(
          "results.retention",
          Kind.duration("1m", "3650d"),
          "7d",
          "How long an ended job is kept in Redis.");

  static final Key<Integer> RESULTS_STREAM_MAX_LENGTH =
      SECTION.key(
          "results.stream_max_length",
          Kind.wholeFrom(1),
          "100000",
          "Entries that the streams of results and events keep.");

  static final Key<Duration> RESULTS_REMEMBER_IDS =
      SECTION.key(
          "results.remember_ids",
          Kind.duration("0s", "3650d"),
          "90d",
          "How long after its end a job's own id is remembered if it was paid for: the same job is not paid"
              + " for again, even when its record has gone. Costs 190 bytes of Redis for each. 0s: as long as"
              + " its record.");

  private JobKeys() {}

  static List<Key<?>> all() {
    return SECTION.keys();
  }
}
