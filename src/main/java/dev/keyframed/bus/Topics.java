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

/** Every address of the daemon: this list is all that its parts know of each other. */
public final class Topics {
  private Topics() {}

  /** A job from the queue is to be stored; answers whether it is new. */
  public static final Ask<Arrival, Boolean> ADMIT =
      new Ask<>("keyframed.store.admit", Arrival.class, Boolean.class);

  /** Something happened to a job; answers what became of it, once that is stored. */
  public static final Ask<Happened, Outcome> HAPPENED =
      new Ask<>("keyframed.store.happened", Happened.class, Outcome.class);

  /** The same for several at once, of which none waits for the answer to another. */
  public static final Ask<AllHappened, Outcomes> ALL_HAPPENED =
      new Ask<>("keyframed.store.all-happened", AllHappened.class, Outcomes.class);

  /** Somebody would submit a job. */
  public static final Ask<ClaimOne, Claim> CLAIM =
      new Ask<>("keyframed.store.claim", ClaimOne.class, Claim.class);

  /** Somebody takes what is due. */
  public static final Ask<TakeDue, Jobs> DUE =
      new Ask<>("keyframed.store.due", TakeDue.class, Jobs.class);

  /** The provider has told something about the account; answers the account as it then is. */
  public static final Ask<Account.News, Account> ACCOUNT_NEWS =
      new Ask<>("keyframed.store.account", Account.News.class, Account.class);

  /** Somebody would send a query; answers how long to wait for it, zero: not at all. */
  public static final Ask<QueryPermit, Duration> PERMIT =
      new Ask<>("keyframed.store.permit", QueryPermit.class, Duration.class);

  /** Somebody counts. */
  public static final Ask<Count, Standing> COUNT =
      new Ask<>("keyframed.store.count", Count.class, Standing.class);

  /** A job has changed, the change is stored, and it has effects for somebody to carry out. */
  public static final Address<Decision> CHANGED =
      new Address<>("keyframed.store.changed", Decision.class);

  /** Another configuration holds: what was not allowed a moment ago may be so now. */
  public static final Address<Reloaded> RELOADED =
      new Address<>("keyframed.reloaded", Reloaded.class);

  /** Says no more than that. */
  public record Reloaded() {}

  /** A part that works in turns has come to another one; the watchdog listens. */
  public static final Address<Turn> TURNED = new Address<>("keyframed.turned", Turn.class);

  /**
   * A turn of a part.
   *
   * @param part its room
   * @param next how long it may rightly be until the next one, if all answer as late as they may;
   *     empty where that is for others to say, or it has stopped
   */
  public record Turn(String part, Optional<Duration> next) {
    /** One that is followed by another, if need be by itself. */
    public static Turn of(String part, Duration next) {
      return new Turn(part, Optional.of(next));
    }

    /** One that need not be followed by another. */
    public static Turn last(String part) {
      return new Turn(part, Optional.empty());
    }
  }

  /** An event of a job. */
  public record Happened(JobId job, Event event) {}

  /** What became of an event; empty where there is no such job. */
  public record Outcome(Optional<Decision> decision) {}

  /** Events of jobs. */
  public record AllHappened(List<Happened> each) {
    /** Copies the list. */
    public AllHappened {
      each = List.copyOf(each);
    }
  }

  /** What became of each, in the same order; all of them are complete, and some may have failed. */
  public record Outcomes(List<Future<Outcome>> each) {
    /** Copies the list. */
    public Outcomes {
      each = List.copyOf(each);
    }
  }

  /** Asks for a job to submit. */
  public record ClaimOne() {}

  /** What there is to submit. */
  public sealed interface Claim {
    /**
     * This one; it is the asker's until its lease ends. {@code job.attempt()} is the new attempt.
     */
    record Granted(Job job, Request request) implements Claim {}

    /**
     * None for that long, unless a job becomes ready meanwhile and the reason is that there was
     * none.
     */
    record NotNow(Duration howLong) implements Claim {}
  }

  /** Takes what is due off a desk. */
  public record TakeDue(Desk desk, int limit, Duration lease) {}

  /** Jobs, the most urgent first. */
  public record Jobs(List<Job> jobs) {
    /** Copies the list. */
    public Jobs {
      jobs = List.copyOf(jobs);
    }
  }

  /** Asks to send one query. */
  public record QueryPermit() {}

  /** Asks for numbers. */
  public record Count() {}

  /**
   * How the namespace stands.
   *
   * @param overBudget whether today's budget has no room for the next job, as this node met it last
   * @param callbackWanted whether creations carry a callback URL even where the provider gets no
   *     echo
   */
  public record Standing(
      Census census, Account account, boolean overBudget, boolean callbackWanted) {}
}
