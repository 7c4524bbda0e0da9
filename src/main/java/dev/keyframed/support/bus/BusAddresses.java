package dev.keyframed.support.bus;

import dev.keyframed.job.Account;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.NamespaceStats;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lists every address of the daemon. The parts know of each other by this list alone. */
public final class BusAddresses {
  private BusAddresses() {}

  /** Stores a job from the queue; answers whether it is new. */
  public static final RequestAddress<NewJob, Boolean> ADMIT =
      new RequestAddress<>("keyframed.store.admit", NewJob.class, Boolean.class);

  /** Decides an event of a job; answers the decision once it is stored. */
  public static final RequestAddress<JobEvent, EventResult> JOB_EVENT =
      new RequestAddress<>("keyframed.store.job-event", JobEvent.class, EventResult.class);

  /** Decides several events at once, none of which waits for the answer to another. */
  public static final RequestAddress<JobEvents, EventResults> JOB_EVENTS =
      new RequestAddress<>("keyframed.store.job-events", JobEvents.class, EventResults.class);

  /** Claims a job to submit. */
  public static final RequestAddress<ClaimRequest, Claim> CLAIM =
      new RequestAddress<>("keyframed.store.claim", ClaimRequest.class, Claim.class);

  /** Takes due jobs. */
  public static final RequestAddress<DueRequest, DueJobs> DUE =
      new RequestAddress<>("keyframed.store.due", DueRequest.class, DueJobs.class);

  /** Takes a permit for a query; answers how long to wait for it, zero: taken. */
  public static final RequestAddress<PermitRequest, Duration> PERMIT =
      new RequestAddress<>("keyframed.store.permit", PermitRequest.class, Duration.class);

  /** Counts the namespace. */
  public static final RequestAddress<StatusRequest, NamespaceStatus> STATUS =
      new RequestAddress<>("keyframed.store.status", StatusRequest.class, NamespaceStatus.class);

  /** Publishes a stored decision that has effects. */
  public static final EventAddress<Decision> DECISION =
      new EventAddress<>("keyframed.store.decision", Decision.class);

  /** Publishes that another configuration holds: a limit may have been raised. */
  public static final EventAddress<Reloaded> RELOADED =
      new EventAddress<>("keyframed.reloaded", Reloaded.class);

  /** Represents a reload, without further content. */
  public record Reloaded() {}

  /** Publishes that a part has begun another round; the watchdog listens. */
  public static final EventAddress<Heartbeat> HEARTBEAT =
      new EventAddress<>("keyframed.heartbeat", Heartbeat.class);

  /**
   * Represents the begin of a round of a part.
   *
   * @param part its name
   * @param next longest time until the next round, if all answers come as late as they may; empty
   *     if it depends on other parts, or the part has stopped
   */
  public record Heartbeat(String part, Optional<Duration> next) {
    /** Returns the heartbeat of a round that another follows. */
    public static Heartbeat of(String part, Duration next) {
      return new Heartbeat(part, Optional.of(next));
    }

    /** Returns the heartbeat of a round that no other need follow. */
    public static Heartbeat last(String part) {
      return new Heartbeat(part, Optional.empty());
    }
  }

  /** Represents an event of a job. */
  public record JobEvent(JobId job, Event event) {}

  /** Holds the decision on an event; empty where the job was not found. */
  public record EventResult(Optional<Decision> decision) {}

  /** Represents events of several jobs. */
  public record JobEvents(List<JobEvent> each) {
    /** Copies the list. */
    public JobEvents {
      each = List.copyOf(each);
    }
  }

  /**
   * Holds the outcome of each event, in the same order; all are complete, and some may have failed.
   */
  public record EventResults(List<Future<EventResult>> each) {
    /** Copies the list. */
    public EventResults {
      each = List.copyOf(each);
    }
  }

  /** Requests a job to submit. */
  public record ClaimRequest() {}

  /** Represents the answer to a request for a job. */
  public sealed interface Claim {
    /**
     * Grants a job, which is the requester's until its lease ends. {@code job.attempt()} is the new
     * attempt.
     */
    record Granted(Job job, GenerationRequest request) implements Claim {}

    /**
     * Grants nothing for that long. If the reason was that no job was ready, a newly ready job ends
     * the wait.
     */
    record NothingToSubmit(Duration delay) implements Claim {}
  }

  /** Requests the due jobs of a queue. */
  public record DueRequest(DueQueue queue, int limit, Duration lease) {}

  /** Holds jobs, the most urgent first. */
  public record DueJobs(List<Job> jobs) {
    /** Copies the list. */
    public DueJobs {
      jobs = List.copyOf(jobs);
    }
  }

  /** Requests a permit for one query. */
  public record PermitRequest() {}

  /** Requests the counts. */
  public record StatusRequest() {}

  /**
   * Represents the status of the namespace.
   *
   * @param overBudget whether today's budget does not cover the next job, as this daemon last
   *     observed it
   * @param callbackWanted whether creations carry a callback URL even where the provider gets no
   *     echo
   */
  public record NamespaceStatus(
      NamespaceStats census, Account account, boolean overBudget, boolean callbackWanted) {}
}
