package dev.keyframed.job;

import dev.keyframed.job.Job.FormerAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a job that is being changed or read from the store.
 *
 * <p>Short-lived and for one thread, hence its public fields. They have the names and meanings of
 * {@link Job}'s components.
 */
public final class JobBuilder {
  public final JobId id;
  public long version;
  public State state;
  public JobSpec terms;
  public final Instant enqueuedAt;
  public boolean ready;
  public Instant due;
  public Instant lookBy;
  public int claims;
  public int untried;
  public Attempt attempt;
  public boolean withCallback;
  public boolean voted;
  public String storeId;
  public int paid;
  public List<FormerAttempt> past = new ArrayList<>();
  public String taskId;
  public Job.TaskIdSource naming;
  public boolean hinted;
  public String fileId;
  public int width;
  public int height;
  public int tries;
  public int misses;
  public long open;
  public long spent;
  public Instant submittedAt;
  public Instant generatedAt;
  public Instant finishedAt;
  public Job.Via completedBy;
  public String traceId;
  public Failure failure;
  public Video video;

  /** Starts a job that was just put on the queue. */
  public JobBuilder(JobId id, JobSpec terms, Instant enqueuedAt) {
    this.id = id;
    this.terms = terms;
    this.enqueuedAt = enqueuedAt;
    this.state = State.QUEUED;
  }

  JobBuilder(Job job) {
    this(job.id(), job.terms(), job.enqueuedAt());
    version = job.version();
    state = job.state();
    ready = job.ready();
    due = job.due();
    lookBy = job.lookBy();
    claims = job.claims();
    untried = job.untried();
    attempt = job.attempt();
    withCallback = job.withCallback();
    voted = job.voted();
    storeId = job.storeId();
    paid = job.paid();
    past = new ArrayList<>(job.past());
    taskId = job.taskId();
    naming = job.naming();
    hinted = job.hinted();
    fileId = job.fileId();
    width = job.width();
    height = job.height();
    tries = job.tries();
    misses = job.misses();
    open = job.open();
    spent = job.spent();
    submittedAt = job.submittedAt();
    generatedAt = job.generatedAt();
    finishedAt = job.finishedAt();
    completedBy = job.completedBy();
    traceId = job.traceId();
    failure = job.failure();
    video = job.video();
  }

  /** Returns the job with the present values of this draft. */
  public Job done() {
    return new Job(
        id,
        version,
        state,
        terms,
        enqueuedAt,
        ready,
        due,
        lookBy,
        claims,
        untried,
        attempt,
        withCallback,
        voted,
        storeId,
        paid,
        past,
        taskId,
        naming,
        hinted,
        fileId,
        width,
        height,
        tries,
        misses,
        open,
        spent,
        submittedAt,
        generatedAt,
        finishedAt,
        completedBy,
        traceId,
        failure,
        video);
  }
}
