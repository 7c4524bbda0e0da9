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
  public JobSpec spec;
  public final Instant enqueuedAt;
  public boolean ready;
  public Instant due;
  public Instant queryDeadline;
  public int claims;
  public int unsentClaims;
  public int notSent;
  public Attempt attempt;
  public boolean withCallback;
  public boolean voted;
  public String redisReplId;
  public int paid;
  public List<FormerAttempt> past = new ArrayList<>();
  public String taskId;
  public Job.TaskIdSource taskIdSource;
  public boolean endReported;
  public String fileId;
  public int width;
  public int height;
  public int retries;
  public int notFoundCount;
  public long reserved;
  public long spent;
  public Instant submittedAt;
  public Instant generatedAt;
  public Instant finishedAt;
  public Job.Via completedBy;
  public String traceId;
  public Failure failure;
  public Video video;

  /** Starts a job that was just put on the queue. */
  public JobBuilder(JobId id, JobSpec spec, Instant enqueuedAt) {
    this.id = id;
    this.spec = spec;
    this.enqueuedAt = enqueuedAt;
    this.state = State.QUEUED;
  }

  JobBuilder(Job job) {
    this(job.id(), job.spec(), job.enqueuedAt());
    version = job.version();
    state = job.state();
    ready = job.ready();
    due = job.due();
    queryDeadline = job.queryDeadline();
    claims = job.claims();
    unsentClaims = job.unsentClaims();
    notSent = job.notSent();
    attempt = job.attempt();
    withCallback = job.withCallback();
    voted = job.voted();
    redisReplId = job.redisReplId();
    paid = job.paid();
    past = new ArrayList<>(job.past());
    taskId = job.taskId();
    taskIdSource = job.taskIdSource();
    endReported = job.endReported();
    fileId = job.fileId();
    width = job.width();
    height = job.height();
    retries = job.retries();
    notFoundCount = job.notFoundCount();
    reserved = job.reserved();
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
        spec,
        enqueuedAt,
        ready,
        due,
        queryDeadline,
        claims,
        unsentClaims,
        notSent,
        attempt,
        withCallback,
        voted,
        redisReplId,
        paid,
        past,
        taskId,
        taskIdSource,
        endReported,
        fileId,
        width,
        height,
        retries,
        notFoundCount,
        reserved,
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
