package dev.keyframed.adapter.redis;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Represents a change of a task at work that moves only a few of its fields and its next moment.
 * Most pushes and queries cause such a change. {@code touch.lua} stores many in one step.
 */
final class QuickUpdate {
  private final Job stored;
  private final String expected;
  private final List<String> changed;

  private QuickUpdate(Job stored, String expected, List<String> changed) {
    this.stored = stored;
    this.expected = expected;
    this.changed = changed;
  }

  /**
   * Returns the change between two versions of a job, if it is only such a change.
   *
   * @param version the version of the job after the change
   */
  static Optional<QuickUpdate> of(Job before, Job next, long version) {
    if (next.state() != State.GENERATING
        || next.due() == null
        || !next.differsOnlyInPolling(before)) {
      return Optional.empty();
    }
    Job stored = stored(next, version);
    List<String> changed = new ArrayList<>();
    return JobCodec.addLook(before, stored, changed)
        ? Optional.of(new QuickUpdate(stored, Long.toString(before.version()), changed))
        : Optional.empty();
  }

  /** Returns the job as any reader will see it: moments are cut to milliseconds. */
  private static Job stored(Job next, long version) {
    JobBuilder stored = next.edit();
    stored.version = version;
    stored.due = next.due().truncatedTo(ChronoUnit.MILLIS);
    stored.queryDeadline =
        next.queryDeadline() == null ? null : next.queryDeadline().truncatedTo(ChronoUnit.MILLIS);
    return stored.done();
  }

  /** Returns the job as any reader will see it. */
  Job stored() {
    return stored;
  }

  /**
   * Adds the change to the arguments of {@code touch.lua}.
   *
   * @param now the time by the clock of the job's moments
   */
  void addTo(NamespaceKeys keys, Instant now, List<String> names, List<String> arguments) {
    String id = stored.id().text();
    names.add(keys.job(id));
    arguments.add(expected);
    arguments.add(id);
    arguments.add(RecordChange.distance(stored.due(), now));
    arguments.add(Integer.toString(changed.size()));
    arguments.addAll(changed);
  }
}
