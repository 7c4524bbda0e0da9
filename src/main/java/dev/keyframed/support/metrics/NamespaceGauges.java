package dev.keyframed.support.metrics;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.State;
import dev.keyframed.port.NamespaceStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/**
 * Registers gauges of the whole namespace. They are the same on every node, so take the maximum and
 * never the sum. They are NaN until the first count. If the store is unavailable they keep their
 * values, whose age {@code keyframed_counted_timestamp_seconds} shows. Thread-safe.
 */
public final class NamespaceGauges {
  private final MeterRegistry registry;
  private final Clock clock;
  private volatile StateCount last;

  /** Registers the gauges. */
  public NamespaceGauges(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    registerJobs();
    registerAccount();
  }

  /** Takes over a new count. */
  public void update(NamespaceStats census, Account account) {
    last = new StateCount(clock.instant(), census, account);
  }

  private record StateCount(Instant at, NamespaceStats census, Account account) {}

  private void registerJobs() {
    for (State state : State.values()) {
      gauge(
          "jobs",
          "Jobs in each state; ended jobs as long as they are kept.",
          Tags.of("state", state.label()),
          count -> count.census().jobs().getOrDefault(state, 0L));
    }
    gauge(
        "queue.waiting",
        "Entries on the queue that are not stored yet.",
        c -> c.census().waiting());
    gauge(
        "queue.oldest.age.seconds",
        "Age of the oldest job that may be submitted, since it was queued; 0 if there is none.",
        count -> age(count.census().oldestReady()));
    gauge(
        "poll.most.overdue.seconds",
        "Delay of the most overdue query of the scanner.",
        count -> seconds(count.census().mostOverdue()));
    gauge(
        "counted.timestamp.seconds",
        "Time of the last count of the namespace.",
        c -> c.at().toEpochMilli() / 1e3);
    gauge(
        "overdue.jobs",
        "Tasks at work for longer than poll.overdue_after.",
        count -> count.census().overdue());
  }

  private void registerAccount() {
    for (HoldReason hold : HoldReason.values()) {
      gauge(
          "account.held",
          "1 if submissions are held for that reason.",
          Tags.of("reason", hold.label()),
          count -> count.account().hold() == hold ? 1 : 0);
    }
    gauge(
        "account.unchallenged",
        "1 after a creation succeeded without a challenge: lost answers are then uncertain.",
        count -> count.account().challenges() == Challenges.NOT_EACH ? 1 : 0);
    gauge(
        "exposure.usd",
        "Amount that open attempts may still cost.",
        count -> count.census().exposure() / 1e6);
    gauge(
        "spent.today.usd",
        "Amount spent on this UTC day by all nodes.",
        count -> count.census().spentToday() / 1e6);
  }

  private double age(Instant since) {
    return since == null ? 0 : Math.max(0, seconds(Duration.between(since, clock.instant())));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private void gauge(String name, String help, ToDoubleFunction<StateCount> value) {
    gauge(name, help, Tags.empty(), value);
  }

  private void gauge(String name, String help, Tags tags, ToDoubleFunction<StateCount> value) {
    Gauge.builder("keyframed." + name, this, gauges -> gauges.read(value))
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private double read(ToDoubleFunction<StateCount> value) {
    StateCount now = last;
    return now == null ? Double.NaN : value.applyAsDouble(now);
  }
}
