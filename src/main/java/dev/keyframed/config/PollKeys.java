package dev.keyframed.config;

import java.time.Duration;
import java.util.List;

/** Declares the keys of {@code poll}. */
final class PollKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Duration> POLL_FIRST_AFTER =
      SECTION.reloadable(
          "poll.first_after",
          KeyType.duration("0s", "1h"),
          "90s",
          "Time from the creation of a task to its first query, until the usual duration of"
              + " such tasks is known.");

  static final ConfigKey<Duration> POLL_INTERVAL =
      SECTION.reloadable(
          "poll.interval",
          KeyType.duration("10ms", "1h"),
          "10s",
          "Time between the first queries of a task, varied by up to 10 %. It grows up to"
              + " max_interval.");

  static final ConfigKey<Duration> POLL_MAX_INTERVAL =
      SECTION.reloadable(
          "poll.max_interval",
          KeyType.duration("10ms", "1d"),
          "60s",
          "The longest time between two queries of a task, varied by up to 10 %.");

  static final ConfigKey<Duration> POLL_OVERDUE_AFTER =
      SECTION.reloadable(
          "poll.overdue_after",
          KeyType.duration("1s", "30d"),
          "60m",
          "Age at which an unfinished task is reported as overdue.");

  static final ConfigKey<Duration> POLL_GIVE_UP_AFTER =
      SECTION.reloadable(
          "poll.give_up_after",
          KeyType.duration("1s", "30d"),
          "24h",
          "Age at which an unfinished task is given up as lost. Its id is kept.");

  static final ConfigKey<Integer> POLL_REQUESTS_PER_MINUTE =
      SECTION.reloadable(
          "poll.requests_per_minute",
          KeyType.wholeFrom(1),
          "300",
          "Queries per minute, over all nodes of the namespace.");

  private PollKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
