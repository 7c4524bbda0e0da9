package dev.keyframed.store;

import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.port.Census;
import dev.keyframed.port.JobStore;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Searches for jobs that Redis has forgotten, when it counts no task although this node has seen
 * some: nobody else would ask for them. For one thread.
 */
final class ForgottenSearch {
  private static final Set<State> AT_WORK =
      Set.of(State.SUBMITTING, State.UNCERTAIN, State.GENERATING, State.DOWNLOADING);

  private final JobStore store;
  private final Sightings sightings;
  private final ForgottenJobs forgotten;
  private boolean searching;

  /** Searches among those that were seen. */
  ForgottenSearch(JobStore store, Sightings sightings, ForgottenJobs forgotten) {
    this.store = store;
    this.sightings = sightings;
    this.forgotten = forgotten;
  }

  /** Searches if the count says that it is worth it. */
  void counted(Census census) {
    boolean none = AT_WORK.stream().allMatch(state -> census.jobs().getOrDefault(state, 0L) == 0);
    if (searching || !none) {
      return;
    }
    Deque<Job> suspects = new ArrayDeque<>();
    sightings.all().stream().filter(forgotten::mayHaveCost).forEach(suspects::add);
    searching = true;
    next(suspects).onComplete(done -> searching = false);
  }

  private Future<Void> next(Deque<Job> suspects) {
    Job suspect = suspects.poll();
    return suspect == null
        ? Future.succeededFuture()
        : look(suspect).compose(done -> next(suspects));
  }

  private Future<Void> look(Job suspect) {
    return store
        .find(suspect.id())
        .compose(
            found -> {
              if (found.isPresent()) {
                sightings.saw(found.get());
                return Future.succeededFuture();
              }
              sightings.forget(suspect.id());
              return forgotten
                  .happened(suspect.id(), Optional.of(suspect), new Event.Due(Event.Ground.NONE))
                  .mapEmpty();
            });
  }
}
