package dev.keyframed.bus;

import dev.keyframed.job.Account;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Request;
import dev.keyframed.port.Census;
import dev.keyframed.port.JobStore.Arrival;
import dev.keyframed.port.JobStore.Desk;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lists every address of the daemon. The parts know of each other by this list alone. */
public final class Topics {
  private Topics() {}

  /** Stores a job from the queue; answers whether it is new. */
  public static final Ask<Arrival, Boolean> ADMIT =
      new Ask<>("keyframed.store.admit", Arrival.class, Boolean.class);

  /** Decides an event of a job; answers the decision once it is stored. */
  public static final Ask<Happened, Outcome> HAPPENED =
      new Ask<>("keyframed.store.happened", Happened.class, Outcome.class);

  /** Decides several events at once, none of which waits for the answer to another. */
  public static final Ask<AllHappened, Outcomes> ALL_HAPPENED =
      new Ask<>("keyframed.store.all-happened", AllHappened.class, Outcomes.class);

  /** Claims a job to submit. */
  public static final Ask<ClaimOne, Claim> CLAIM =
      new Ask<>("keyframed.store.claim", ClaimOne.class, Claim.class);

  /** Takes due jobs. */
  public static final Ask<TakeDue, Jobs> DUE =
      new Ask<>("keyframed.store.due", TakeDue.class, Jobs.class);

  /** Stores a fact about the account; answers the account after it. */
  public static final Ask<Account.News, Account> ACCOUNT_NEWS =
      new Ask<>("keyframed.store.account", Account.News.class, Account.class);

  /** Takes a permit for a query; answers how long to wait for it, zero: taken. */
  public static final Ask<QueryPermit, Duration> PERMIT =
      new Ask<>("keyframed.store.permit", QueryPermit.class, Duration.class);

  /** Counts the namespace. */
  public static final Ask<Count, Standing> COUNT =
      new Ask<>("keyframed.store.count", Count.class, Standing.class);

  /** Publishes a stored change of a job that has effects. */
  public static final Address<Decision> CHANGED =
      new Address<>("keyframed.store.changed", Decision.class);

  /** Publishes that another configuration holds: a limit may have been raised. */
  public static final Address<Reloaded> RELOADED =
      new Address<>("keyframed.reloaded", Reloaded.class);

  /** Represents a reload, without further content. */
  public record Reloaded() {}

  /** Publishes that a part has begun another turn; the watchdog listens. */
  public static final Address<Turn> TURNED = new Address<>("keyframed.turned", Turn.class);

  /**
   * Represents a turn of a part.
   *
   * @param part its name
   * @param next longest time until the next turn, if all answers come as late as they may; empty if
   *     it depends on other parts, or the part has stopped
   */
  public record Turn(String part, Optional<Duration> next) {
    /** Returns a turn that the part follows by another, if need be by itself. */
    public static Turn of(String part, Duration next) {
      return new Turn(part, Optional.of(next));
    }

    /** Returns a turn that need not be followed by another. */
    public static Turn last(String part) {
      return new Turn(part, Optional.empty());
    }
  }

  /** Represents an event of a job. */
  public record Happened(JobId job, Event event) {}

  /** Holds the decision on an event; empty where the job was not found. */
  public record Outcome(Optional<Decision> decision) {}

  /** Represents events of several jobs. */
  public record AllHappened(List<Happened> each) {
    /** Copies the list. */
    public AllHappened {
      each = List.copyOf(each);
    }
  }

  /**
   * Holds the outcome of each event, in the same order; all are complete, and some may have failed.
   */
  public record Outcomes(List<Future<Outcome>> each) {
    /** Copies the list. */
    public Outcomes {
      each = List.copyOf(each);
    }
  }

  /** Requests a job to submit. */
  public record ClaimOne() {}

  /** Represents the answer to a request for a job. */
  public sealed interface Claim {
    /**
     * Grants a job, which is the requester's until its lease ends. {@code job.attempt()} is the new
     * attempt.
     */
    record Granted(Job job, Request request) implements Claim {}

    /**
     * Grants nothing for that long. If the reason was that no job was ready, a newly ready job ends
     * the wait.
     */
    record NotNow(Duration howLong) implements Claim {}
  }

  /** Requests the due jobs of a queue. */
  public record TakeDue(Desk desk, int limit, Duration lease) {}

  /** Holds jobs, the most urgent first. */
  public record Jobs(List<Job> jobs) {
    /** Copies the list. */
    public Jobs {
      jobs = List.copyOf(jobs);
    }
  }

  /** Requests a permit for one query. */
  public record QueryPermit() {}

  /** Requests the counts. */
  public record Count() {}

  /**
   * Represents the status of the namespace.
   *
   * @param overBudget whether today's budget does not cover the next job, as this daemon last
   *     observed it
   * @param callbackWanted whether creations carry a callback URL even where the provider gets no
   *     echo
   */
  public record Standing(
      Census census, Account account, boolean overBudget, boolean callbackWanted) {}
}
