package dev.keyframed.redis;

import dev.keyframed.job.Draft;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a task at work that moves nothing but a few of its own fields and its next moment:
 * what most pushes and looks come to. {@code touch.lua} stores many in one step.
 */
final class Touch {
  private final Job next;
  private final String version;
  private final Map<String, String> changed;

  private Touch(Job next, String version, Map<String, String> changed) {
    this.next = next;
    this.version = version;
    this.changed = changed;
  }

  /** The change from one to the other, if it is no more than that. */
  static Optional<Touch> of(Job before, Job next) {
    if (next.state() != State.GENERATING || next.due() == null || !isLook(before, next)) {
      return Optional.empty();
    }
    Map<String, String> old = JobCodec.look(before);
    Map<String, String> changed = JobCodec.look(next);
    if (!changed.keySet().containsAll(old.keySet())) {
      return Optional.empty(); // a field would have to go
    }
    String version = old.get("version");
    changed.entrySet().removeAll(old.entrySet());
    return Optional.of(new Touch(next, version, changed));
  }

  /** Whether all is the same but for what {@link JobCodec#look} writes. */
  private static boolean isLook(Job before, Job next) {
    Draft same = next.edit();
    same.version = before.version();
    same.due = before.due();
    same.tries = before.tries();
    same.misses = before.misses();
    same.hinted = before.hinted();
    return same.done().equals(before);
  }

  /** The job as any reader will see it: moments lose what is finer than a millisecond. */
  Job asRead() {
    Draft read = next.edit();
    read.due = next.due().truncatedTo(ChronoUnit.MILLIS);
    return read.done();
  }

  /** Adds what {@code touch.lua} needs to know of it. */
  void tell(Keys keys, List<String> names, List<String> arguments) {
    names.add(keys.job(next.id().text()));
    arguments.add(version);
    arguments.add(next.id().text());
    arguments.add(Long.toString(next.due().toEpochMilli()));
    arguments.add(Integer.toString(2 * changed.size()));
    changed.forEach(
        (name, value) -> {
          arguments.add(name);
          arguments.add(value);
        });
  }
}
