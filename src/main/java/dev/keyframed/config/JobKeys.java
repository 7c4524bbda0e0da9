package dev.keyframed.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Declares the keys of {@code intake}, {@code submit}, {@code frames}, {@code download} and {@code
 * results}. They control how a job is processed.
 */
final class JobKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Long> INTAKE_BATCH_BYTES =
      SECTION.key(
          "intake.batch_bytes",
          KeyType.size("1MB", "1GB"),
          "64MB",
          "How much job text is read from the queue at once. A single job of up to 60 MB is"
              + " always read."
              + " Intake may need six times as much memory as the larger of the two.");

  static final ConfigKey<Integer> SUBMIT_MAX_ATTEMPTS =
      SECTION.key(
          "submit.max_attempts",
          KeyType.whole(1, 100),
          "3",
          "Paid attempts of one job, unless the job sets its own limit.");

  static final ConfigKey<Duration> SUBMIT_UNCERTAIN_WAIT =
      SECTION.key(
          "submit.uncertain_wait",
          KeyType.duration("0s", "7d"),
          "15m",
          "How long to wait for a callback after the answer to a creation was lost.");

  static final ConfigKey<Configuration.OnUncertain> SUBMIT_ON_UNCERTAIN =
      SECTION.key(
          "submit.on_uncertain",
          KeyType.oneOf(Configuration.OnUncertain.class),
          "fail",
          "What happens after uncertain_wait. fail: the job fails and can be retried by hand."
              + " retry: it is"
              + " submitted again, and may be paid for twice.");

  static final ConfigKey<Configuration.WithoutCallback> SUBMIT_WITHOUT_CALLBACK =
      SECTION.key(
          "submit.without_callback",
          KeyType.oneOf(Configuration.WithoutCallback.class),
          "when_unreachable",
          "Whether to submit without a callback URL and poll instead. when_unreachable: after"
              + " three creations in"
              + " a row failed the callback check, with a probe every two minutes. never: jobs"
              + " wait. always: every job.");

  static final ConfigKey<Optional<Path>> FRAMES_DIR =
      SECTION.file("frames.dir", "The directory of file:NAME frames. Without it they are refused.");

  static final ConfigKey<Integer> DOWNLOAD_CONCURRENCY =
      SECTION.key(
          "download.concurrency", KeyType.whole(1, 1000), "4", "Concurrent downloads per node.");

  static final ConfigKey<Long> DOWNLOAD_MAX_SIZE =
      SECTION.key(
          "download.max_size",
          KeyType.size("1KB", "100GB"),
          "1GB",
          "Maximum size of a video. A larger one is refused. 1 KB is 1000 bytes.");

  static final ConfigKey<Integer> DOWNLOAD_ATTEMPTS =
      SECTION.key(
          "download.attempts",
          KeyType.whole(1, 1000),
          "8",
          "Failed attempts allowed for one video. Failures with a cause outside the video are"
              + " retried until"
              + " poll.give_up_after.");

  static final ConfigKey<Duration> RESULTS_RETENTION =
      SECTION.key(
          "results.retention",
          KeyType.duration("1m", "3650d"),
          "7d",
          "How long an ended job is kept in Redis.");

  static final ConfigKey<Integer> RESULTS_STREAM_MAX_LENGTH =
      SECTION.key(
          "results.stream_max_length",
          KeyType.wholeFrom(1),
          "100000",
          "How many entries the streams of results and events keep.");

  static final ConfigKey<Duration> RESULTS_REMEMBER_IDS =
      SECTION.key(
          "results.remember_ids",
          KeyType.duration("0s", "3650d"),
          "90d",
          "How long the own id of a paid job is remembered after its end. A repeat of the job"
              + " is not paid for"
              + " again, even after its record has expired. Costs 190 bytes of Redis memory"
              + " for each id. 0s: as"
              + " long as the record.");

  private JobKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
