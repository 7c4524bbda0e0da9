package dev.keyframed.service.store;

import dev.keyframed.job.CreateResult;
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
  private final JobCache cache;
  private final ForgottenJobs forgotten;
  private final BiFunction<JobId, Event, Future<Optional<Decision>>> apply;
  private boolean searching;

  /**
   * Searches among the cached jobs.
   *
   * @param apply decides the task of a job whose id a new job has taken since
   */
  ForgottenSearch(
      JobStore store,
      JobCache cache,
      ForgottenJobs forgotten,
      BiFunction<JobId, Event, Future<Optional<Decision>>> apply) {
    this.store = store;
    this.cache = cache;
    this.forgotten = forgotten;
    this.apply = apply;
  }

  /** Starts a search if the count shows fewer tasks than this daemon has cached. */
  void counted(NamespaceStats census) {
    long counted = AT_WORK.stream().mapToLong(state -> census.jobs().getOrDefault(state, 0L)).sum();
    List<Job> suspects = cache.all().stream().filter(forgotten::mayHaveCost).toList();
    if (searching || counted >= suspects.size()) {
      return;
    }
    searching = true;
    next(new ArrayDeque<>(suspects)).onComplete(done -> searching = false);
  }

  /** Checks one job before another is stored under its id. */
  Future<Void> before(JobId id) {
    return cache
        .of(id)
        .filter(forgotten::mayHaveCost)
        .map(this::check)
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> next(Deque<Job> suspects) {
    Job suspect = suspects.poll();
    return suspect == null
        ? Future.succeededFuture()
        : check(suspect)
            .onFailure(fault -> log.debug("job {}: search failed: {}", suspect.id(), fault))
            .otherwiseEmpty()
            .compose(done -> next(suspects));
  }

  private Future<Void> check(Job suspect) {
    return store
        .find(suspect.id())
        .compose(
            found ->
                found
                    .map(now -> checkStored(suspect, now))
                    .orElseGet(() -> handleMissing(suspect)));
  }

  /**
   * Decides whether the stored job is another. Versions only grow, so a lower one is that of a job
   * stored after Redis forgot this one.
   */
  private Future<Void> checkStored(Job suspect, Job now) {
    boolean isOther =
        now.version() < suspect.version()
            && suspect.taskId() != null
            && !suspect.taskId().equals(now.taskId());
    cache.put(now);
    return isOther
        ? apply
            .apply(
                now.id(),
                Event.Answered.to(
                    suspect, new CreateResult.Created(suspect.taskId(), suspect.traceId())))
            .mapEmpty()
        : Future.succeededFuture();
  }

  private Future<Void> handleMissing(Job suspect) {
    return forgotten
        .handle(suspect.id(), Optional.of(suspect), new Event.Due(Event.VoteEvidence.NONE))
        .onSuccess(adopted -> adopted.ifPresent(now -> cache.forget(suspect.id())))
        .mapEmpty();
  }
}
