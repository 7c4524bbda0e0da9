package dev.keyframed.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One job as it stands: immutable, and changed only by {@link Machine}. Only {@link #terms}, ids
 * and moments; what the producer sent lies beside it as {@link Request}.
 *
 * @param version counts the stored changes; of two changes that start from one version the store
 *     takes one
 * @param enqueuedAt when the producer put it on the queue
 * @param ready whether it may be claimed now; only a queued job ever is
 * @param due when somebody must look at it next: a poll, a lease's end, a delay's end, or {@link
 *     #AT_ONCE}; null: never
 * @param lookBy of a task at work, the latest moment to which a push may put its next look off;
 *     else null
 * @param claims how many attempts it has had, refused ones included; the number of the latest
 * @param untried claims since the last task of which no request could be made
 * @param attempt the current attempt, or null before the first claim and after an attempt that came
 *     to nothing
 * @param withCallback whether that attempt's creation carries a callback URL
 * @param voted whether its challenge was echoed, or is about to be: from here on it may have become
 *     a task
 * @param storeId while it is being submitted, the replication id of the Redis that stored the claim
 *     (design: the vote, failover); or null
 * @param paid how many attempts became a task, or may have
 * @param past earlier attempts that could still turn out to be a task: voided, or given up; the
 *     newest last
 * @param taskId the provider's task, or null where none is known
 * @param naming who named that task; null where there is none
 * @param hinted whether a push has said that the task ended; the query has not confirmed it yet
 * @param fileId the provider's file of a finished task, or null
 * @param width pixels of the video as the query gave them, else 0
 * @param tries looks or downloads in the present state that came to nothing: the exponent of its
 *     backoff
 * @param misses queries in a row that did not know the task; of a video to be fetched: downloads
 *     that others were to blame for, or whose file was not known; of a failed job: above 0 where it
 *     is open how its task ends
 * @param open micro-dollars that the current attempt may still come to cost; while it is under way,
 *     its price is either here or in {@code spent}
 * @param spent micro-dollars that the job has cost
 * @param submittedAt when the current or last attempt was claimed, or null
 * @param generatedAt when the query first said that the video is there, or null
 * @param finishedAt when it ended, or null
 * @param completedBy what told us first that the task had succeeded, or null
 * @param traceId the provider's trace of the creation, or null
 * @param failure why it ended without a video, or null
 * @param video its video, or null
 */
public record Job(
    JobId id,
    long version,
    State state,
    Terms terms,
    Instant enqueuedAt,
    boolean ready,
    Instant due,
    Instant lookBy,
    int claims,
    int untried,
    Attempt attempt,
    boolean withCallback,
    boolean voted,
    String storeId,
    int paid,
    List<Past> past,
    String taskId,
    Naming naming,
    boolean hinted,
    String fileId,
    int width,
    int height,
    int tries,
    int misses,
    long open,
    long spent,
    Instant submittedAt,
    Instant generatedAt,
    Instant finishedAt,
    Via completedBy,
    String traceId,
    Failure failure,
    Video video) {

  /** When that is due of which we were told that it has ended: before all that is merely due. */
  public static final Instant AT_ONCE = Instant.EPOCH;

  /** Copies the list. */
  public Job {
    past = List.copyOf(past);
  }

  /**
   * An attempt that was left behind, and might turn out to be a task after all.
   *
   * @param attempt as in its callback URL
   * @param paid whether its price was counted as spent when it was given up; a voided one's was not
   * @param failed the task that a push or an operator named for it, and that has failed; or null
   */
  public record Past(Attempt attempt, boolean paid, String failed) {
    /** One of which no task is known. */
    public Past(Attempt attempt, boolean paid) {
      this(attempt, paid, null);
    }
  }

  /** Who named a job's task, the more trustworthy first. */
  public enum Naming {
    /** The answer to our own creation request. */
    ANSWER,
    /** An operator, and a query has known the task since. */
    CONFIRMED,
    /** An operator, who may have mistyped it. */
    OPERATOR,
    /** A push on the attempt's URL, and a query has known the task since. */
    QUERY,
    /** A push on the attempt's URL: a hint until a query has known the task. */
    PUSH;

    /** Whether it all goes back to a push: such a task may yet turn out to be another job's. */
    public boolean isHint() {
      return this == PUSH || this == QUERY;
    }
  }

  /** What told us that a task had ended. */
  public enum Via {
    /** A push, confirmed by a query. */
    CALLBACK,
    /** A query of the scanner alone. */
    POLL;

    /** The name users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the moment to look at it is that one, or an earlier one. */
  public boolean isDue(Instant moment) {
    return due != null && !moment.isBefore(due);
  }

  /** Whether its creation may still be sent: then its frames are still needed. */
  public boolean maySubmit() {
    return switch (state) {
      case QUEUED, SUBMITTING, UNCERTAIN, GENERATING, FAILED -> true;
      case DOWNLOADING, SUCCEEDED, CANCELLED, REJECTED -> false;
    };
  }

  /** Whether that attempt is the one under way. */
  boolean isCurrent(Attempt other) {
    return other.equals(attempt);
  }

  /**
   * Whether it is the other one but for what another look at it changes: its version, its moment
   * and what we count of the looks. Every push asks that: hence by hand, and without a copy.
   */
  public boolean isLookAt(Job other) {
    return id.equals(other.id)
        && state == other.state
        && terms.equals(other.terms)
        && Objects.equals(enqueuedAt, other.enqueuedAt)
        && ready == other.ready
        && claims == other.claims
        && untried == other.untried
        && Objects.equals(attempt, other.attempt)
        && withCallback == other.withCallback
        && voted == other.voted
        && Objects.equals(storeId, other.storeId)
        && paid == other.paid
        && past.equals(other.past)
        && Objects.equals(taskId, other.taskId)
        && naming == other.naming
        && Objects.equals(fileId, other.fileId)
        && width == other.width
        && height == other.height
        && open == other.open
        && spent == other.spent
        && Objects.equals(submittedAt, other.submittedAt)
        && Objects.equals(generatedAt, other.generatedAt)
        && Objects.equals(finishedAt, other.finishedAt)
        && completedBy == other.completedBy
        && Objects.equals(traceId, other.traceId)
        && Objects.equals(failure, other.failure)
        && Objects.equals(video, other.video);
  }

  /** The attempt of that URL among those left behind, or null. */
  Past past(Attempt other) {
    return past.stream().filter(left -> left.attempt().equals(other)).findFirst().orElse(null);
  }

  /** A copy to change. */
  public Draft edit() {
    return new Draft(this);
  }
}
