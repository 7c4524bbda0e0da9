package dev.keyframed.redis;

import dev.keyframed.job.Draft;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change of a task at work that moves nothing but a few of its own fields and its next moment:
 * what most pushes and looks come to. {@code touch.lua} stores many in one step.
 */
final class Touch {
  private final Job stored;
  private final String expected;
  private final List<String> changed;

  private Touch(Job stored, String expected, List<String> changed) {
    this.stored = stored;
    this.expected = expected;
    this.changed = changed;
  }

  /**
   * The change from one to the other, if it is no more than that.
   *
   * @param version what the job bears once that is stored
   */
  static Optional<Touch> of(Job before, Job next, long version) {
    if (next.state() != State.GENERATING || next.due() == null || !next.isLookAt(before)) {
      return Optional.empty();
    }
    Job stored = stored(next, version);
    List<String> changed = new ArrayList<>();
    return JobCodec.addLook(before, stored, changed)
        ? Optional.of(new Touch(stored, Long.toString(before.version()), changed))
        : Optional.empty();
  }

  /** As any reader will see it: moments lose what is finer than a millisecond. */
  private static Job stored(Job next, long version) {
    Draft stored = next.edit();
    stored.version = version;
    stored.due = next.due().truncatedTo(ChronoUnit.MILLIS);
    stored.lookBy = next.lookBy() == null ? null : next.lookBy().truncatedTo(ChronoUnit.MILLIS);
    return stored.done();
  }

  /** The job as any reader will see it. */
  Job stored() {
    return stored;
  }

  /**
   * Adds what {@code touch.lua} needs to know of it.
   *
   * @param now by the clock that the job's moments are by
   */
  void tell(Keys keys, Instant now, List<String> names, List<String> arguments) {
    String id = stored.id().text();
    names.add(keys.job(id));
    arguments.add(expected);
    arguments.add(id);
    arguments.add(Change.distance(stored.due(), now));
    arguments.add(Integer.toString(changed.size()));
    arguments.addAll(changed);
  }
}
