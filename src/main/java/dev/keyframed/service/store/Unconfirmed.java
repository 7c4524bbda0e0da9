package dev.keyframed.service.store;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.port.UnconfirmedException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers changes that were sent and not acknowledged, and recognises those that were stored.
 *
 * <p>So log, counts and followers get each change once. For one thread.
 */
final class Unconfirmed {
  private static final int MOST = 1000;

  private final Map<JobId, Decision> changes = Recent.put(MOST);

  /** Remembers that change, if the fault leaves it open whether it was stored. */
  void note(Decision decision, Throwable fault) {
    if (fault instanceof UnconfirmedException open) {
      changes.put(
          decision.next().id(),
          new Decision(decision.before(), open.wanted(), withoutEcho(decision.effects())));
    }
  }

  /** Leaves out the echo: only the request that asked for the vote may send it. */
  private static Set<Effect> withoutEcho(Set<Effect> effects) {
    Set<Effect> others = EnumSet.noneOf(Effect.class);
    others.addAll(effects);
    others.remove(Effect.ECHO);
    return others;
  }

  /** Returns the change that led to this version of the job, if its acknowledgement was missed. */
  Optional<Decision> confirm(Job now) {
    return Optional.ofNullable(changes.remove(now.id()))
        .filter(change -> change.next().version() == now.version());
  }
}
