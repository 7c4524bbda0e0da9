package dev.keyframed.job;

import dev.keyframed.job.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Represents one job. Immutable, and changed only by {@link Machine}.
 *
 * <p>It holds only {@link #spec}, ids and moments. The producer's content is stored apart, as
 * {@link GenerationRequest}.
 *
 * @param version counts the stored changes; of two changes that start from one version the store
 *     takes one
 * @param enqueuedAt when the producer put it on the queue
 * @param ready whether it may be claimed now; only a queued job ever is
 * @param due its next moment of attention: a poll, a lease's end, a delay's end, or {@link
 *     #AT_ONCE}; null: never
 * @param queryDeadline of a task at work, the latest moment to which a push may delay its next
 *     query; else null
 * @param claims how many attempts it has had, refused ones included; the number of the latest
 * @param unsentClaims claims since the last task of which no request could be made
 * @param notSent claims of which certainly no request was sent, in all
 * @param attempt the current attempt, or null before the first claim and after an attempt without a
 *     task
 * @param withCallback whether that attempt's creation carries a callback URL
 * @param voted whether its challenge was echoed, or is about to be: from here on it may have become
 *     a task
 * @param redisReplId while it is being submitted, the replication id of the Redis that stored the
 *     claim (src/docs/vote.md); or null
 * @param paid how many attempts became a task, or may have
 * @param past earlier attempts that could still turn out to be a task: voided, or given up; the
 *     newest last
 * @param taskId the provider's task, or null if not known
 * @param taskIdSource the source of that task's id; null where there is none
 * @param endReported whether a push has said that the task ended; the query has not confirmed it
 *     yet
 * @param fileId the provider's file of a finished task, or null
 * @param width pixels of the video as the query gave them, else 0
 * @param retries queries or downloads in the present state without an outcome: the exponent of its
 *     backoff
 * @param notFoundCount counts by state. Generating: queries in a row that did not know the task; a
 *     query for another file begins with the count of downloading. Downloading: downloads that
 *     failed by the fault of others, or because the file is unknown. Failed: above 0 only where the
 *     end of the task is not known, so that a retry queries it. It has no meaning in other states
 * @param reserved micro-dollars that the current attempt may still cost; while it is under way, its
 *     price is either here or in {@code spent}
 * @param spent micro-dollars that the job has cost
 * @param submittedAt when the current or last attempt was claimed, or null
 * @param generatedAt when the query first said that the video is there, or null
 * @param finishedAt when it ended, or null
 * @param completedBy the first report of the task's success, or null
 * @param traceId the provider's trace of the creation, or null
 * @param failure why it ended without a video, or null
 * @param video its video, or null
 */
public record Job(
    JobId id,
    long version,
    State state,
    JobSpec spec,
    Instant enqueuedAt,
    boolean ready,
    Instant due,
    Instant queryDeadline,
    int claims,
    int unsentClaims,
    int notSent,
    Attempt attempt,
    boolean withCallback,
    boolean voted,
    String redisReplId,
    int paid,
    List<FormerAttempt> past,
    String taskId,
    TaskIdSource taskIdSource,
    boolean endReported,
    String fileId,
    int width,
    int height,
    int retries,
    int notFoundCount,
    long reserved,
    long spent,
    Instant submittedAt,
    Instant generatedAt,
    Instant finishedAt,
    Via completedBy,
    String traceId,
    Failure failure,
    Video video) {

  /** The moment of a job whose task has reportedly ended: before all other due jobs. */
  public static final Instant AT_ONCE = Instant.EPOCH;

  /** Copies the list. */
  public Job {
    past = List.copyOf(past);
  }

  /**
   * Represents an attempt that was left behind and may still turn out to be a task.
   *
   * @param attempt as in its callback URL
   * @param paid whether its price was counted as spent when it was given up; a voided one's was not
   * @param failed the failed task that a push or an operator had named for it; or null
   */
  public record FormerAttempt(Attempt attempt, boolean paid, String failed) {
    /** Represents an attempt of which no task is known. */
    public FormerAttempt(Attempt attempt, boolean paid) {
      this(attempt, paid, null);
    }
  }

  /** Lists the sources of a task's id, the more trustworthy first. */
  public enum TaskIdSource {
    /** The answer to our own creation request. */
    ANSWER,
    /** An operator, confirmed by a query that knew the task. */
    CONFIRMED,
    /** An operator, who may have mistyped it. */
    OPERATOR,
    /** A push on the attempt's URL, confirmed by a query that knew the task. */
    QUERY,
    /** A push on the attempt's URL: a hint until a query has known the task. */
    PUSH;

    /** Checks whether a push is the source: such a task may still turn out to be another job's. */
    public boolean isHint() {
      return this == PUSH || this == QUERY;
    }
  }

  /** Lists the first reports of a task's end. */
  public enum Via {
    /** A push, confirmed by a query. */
    CALLBACK,
    /** A query of the scanner alone. */
    POLL;

    /** Returns the name that users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks whether the job is due at that moment. */
  public boolean isDue(Instant moment) {
    return due != null && !moment.isBefore(due);
  }

  /** Checks whether its creation may still be sent, and its frames are still needed. */
  public boolean maySubmit() {
    return switch (state) {
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, FAILED -> true;
      case DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> false;
    };
  }

  /** Checks whether that attempt is the current one. */
  public boolean isCurrent(Attempt other) {
    return other.equals(attempt);
  }

  /** Returns how many creation requests were sent, or may have been. */
  public int attempts() {
    return claims - notSent;
  }

  /**
   * Checks whether the two differ only in poll bookkeeping.
   *
   * <p>That is the version, {@code due}, {@code queryDeadline}, {@code endReported}, {@code
   * retries} and {@code notFoundCount}. Every push runs this check, hence the comparison by hand,
   * without a copy.
   */
  public boolean differsOnlyInPolling(Job other) {
    return id.equals(other.id)
        && state == other.state
        && spec.equals(other.spec)
        && Objects.equals(enqueuedAt, other.enqueuedAt)
        && ready == other.ready
        && claims == other.claims
        && unsentClaims == other.unsentClaims
        && notSent == other.notSent
        && Objects.equals(attempt, other.attempt)
        && withCallback == other.withCallback
        && voted == other.voted
        && Objects.equals(redisReplId, other.redisReplId)
        && paid == other.paid
        && past.equals(other.past)
        && Objects.equals(taskId, other.taskId)
        && taskIdSource == other.taskIdSource
        && Objects.equals(fileId, other.fileId)
        && width == other.width
        && height == other.height
        && reserved == other.reserved
        && spent == other.spent
        && Objects.equals(submittedAt, other.submittedAt)
        && Objects.equals(generatedAt, other.generatedAt)
        && Objects.equals(finishedAt, other.finishedAt)
        && completedBy == other.completedBy
        && Objects.equals(traceId, other.traceId)
        && Objects.equals(failure, other.failure)
        && Objects.equals(video, other.video);
  }

  /** Returns the attempt of that URL among those left behind, or null. */
  public FormerAttempt past(Attempt other) {
    return past.stream().filter(former -> former.attempt().equals(other)).findFirst().orElse(null);
  }

  /** Returns a draft with this job's values. */
  public JobBuilder edit() {
    return new JobBuilder(this);
  }
}
