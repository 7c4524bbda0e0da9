package dev.keyframed.service.store;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.NamespaceStats;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for jobs that Redis has forgotten. For one thread.
 *
 * <p>A search starts when Redis counts fewer tasks than this daemon has seen. Nothing else would
 * query these tasks.
 */
final class ForgottenSearch {
  private static final Logger log = LoggerFactory.getLogger(ForgottenSearch.class);
  private static final Set<State> AT_WORK =
      Set.of(State.SUBMITTING, State.UNCERTAIN, State.GENERATING, State.DOWNLOADING);

  private final JobStore store;
  private final JobCache sightings;
  private final ForgottenJobs forgotten;
  private final BiFunction<JobId, Event, Future<Optional<Decision>>> happened;
  private boolean searching;

  /**
   * Searches among the cached jobs.
   *
   * @param happened decides the task of a job whose id a new job has taken since
   */
  ForgottenSearch(
      JobStore store,
      JobCache sightings,
      ForgottenJobs forgotten,
      BiFunction<JobId, Event, Future<Optional<Decision>>> happened) {
    this.store = store;
    this.sightings = sightings;
    this.forgotten = forgotten;
    this.happened = happened;
  }

  /** Starts a search if the count shows fewer tasks than this daemon has cached. */
  void counted(NamespaceStats census) {
    long counted = AT_WORK.stream().mapToLong(state -> census.jobs().getOrDefault(state, 0L)).sum();
    List<Job> suspects = sightings.all().stream().filter(forgotten::mayHaveCost).toList();
    if (searching || counted >= suspects.size()) {
      return;
    }
    searching = true;
    next(new ArrayDeque<>(suspects)).onComplete(done -> searching = false);
  }

  /** Checks one job before another is stored under its id. */
  Future<Void> before(JobId id) {
    return sightings
        .of(id)
        .filter(forgotten::mayHaveCost)
        .map(this::look)
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> next(Deque<Job> suspects) {
    Job suspect = suspects.poll();
    return suspect == null
        ? Future.succeededFuture()
        : look(suspect)
            .onFailure(fault -> log.debug("job {}: search failed: {}", suspect.id(), fault))
            .otherwiseEmpty()
            .compose(done -> next(suspects));
  }

  private Future<Void> look(Job suspect) {
    return store
        .find(suspect.id())
        .compose(found -> found.map(now -> there(suspect, now)).orElseGet(() -> gone(suspect)));
  }

  /**
   * Decides whether the stored job is another. Versions only grow, so a lower one is that of a job
   * stored after Redis forgot this one.
   */
  private Future<Void> there(Job suspect, Job now) {
    boolean isOther =
        now.version() < suspect.version()
            && suspect.taskId() != null
            && !suspect.taskId().equals(now.taskId());
    sightings.saw(now);
    return isOther
        ? happened
            .apply(
                now.id(), new Event.Created(suspect.attempt(), suspect.taskId(), suspect.traceId()))
            .mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> gone(Job suspect) {
    return forgotten
        .happened(suspect.id(), Optional.of(suspect), new Event.Due(Event.VoteEvidence.NONE))
        .onSuccess(adopted -> adopted.ifPresent(now -> sightings.forget(suspect.id())))
        .mapEmpty();
  }
}
