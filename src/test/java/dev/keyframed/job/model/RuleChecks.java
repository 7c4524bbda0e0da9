package dev.keyframed.job.model;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.ReportedStatus;
import java.util.Optional;
import java.util.Set;

/** Checks steps, and the model states they lead to, against the {@link Rule rules}. */
final class RuleChecks {
  private final MachineVariant variant;
  private final ExplorationScope scope;
  private final Set<Rule> rules;

  /** Checks those rules only. */
  RuleChecks(MachineVariant variant, ExplorationScope scope, Set<Rule> rules) {
    this.variant = variant;
    this.scope = scope;
    this.rules = rules;
  }

  /** Returns the first of the rules that this step breaks. */
  Optional<Rule> brokenBy(ModelState from, ModelStep step) {
    for (Rule rule : rules) {
      if (!holds(rule, from, step)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private boolean holds(Rule rule, ModelState from, ModelStep step) {
    ModelState to = step.to();
    return switch (rule) {
      case ONE_TASK -> alive(to) <= 1 || scope.retryUncertain();
      case DELIVERABLE -> areDeliverable(to);
      case COUNTED -> isCounted(to) || scope.retryUncertain();
      case COMPLETE -> isComplete(to.job());
      case NO_VOTE_FOR_ANOTHER ->
          step.echoed() == null || step.echoed().equals(from.job().attempt());
      case ONLY_KNOWN_MOVES -> isAllowed(from.job().state(), to.job().state());
      case LOOKS_IN_TIME -> !CanonicalJob.isPutOffTooFar(to.job());
      case FEW_UNFORESEEN -> made(to) <= 2 || scope.retryUncertain();
      case ALWAYS_A_WAY_OUT -> true; // a rule of the whole, not of a step
    };
  }

  /** Counts the tasks that cost money, or will. */
  private static int alive(ModelState model) {
    int alive = 0;
    for (ModelSubmission one : model.submissions()) {
      for (CreationStage creation : one.creations()) {
        alive += creation.isAlive() && isForeseen(model, one) ? 1 : 0;
      }
    }
    return alive;
  }

  /** Counts the same, with the tasks that could not be foreseen. */
  private static int made(ModelState model) {
    int made = 0;
    for (ModelSubmission one : model.submissions()) {
      for (CreationStage creation : one.creations()) {
        made += creation.isAlive() ? 1 : 0;
      }
    }
    return made;
  }

  private static boolean isCounted(ModelState model) {
    Job job = model.job();
    boolean counted = job.spent() + job.reserved() >= alive(model) * CanonicalJob.PRICE;
    return counted || job.state() == State.CANCELLED;
  }

  /** Checks that an ended job is left only by a late success, or by the operator. */
  private boolean isAllowed(State from, State to) {
    boolean reopened = from.isEnded() && to != State.DOWNLOADING && !scope.operator();
    return from == to || (from.next().contains(to) && !reopened);
  }

  private static boolean isComplete(Job job) {
    return switch (job.state()) {
      case SUBMITTING, UNCERTAIN -> job.attempt() != null && job.due() != null;
      case GENERATING -> job.taskId() != null && job.due() != null;
      case DOWNLOADING -> job.taskId() != null && job.fileId() != null && job.due() != null;
      case QUEUED -> job.ready() || job.due() != null;
      case FAILED -> job.failure() != null && (job.due() == null || job.taskId() != null);
      case SUCCEEDED -> job.video() != null;
      case CANCELLED, REJECTED -> true;
    };
  }

  /**
   * Checks whether the machine could foresee the task.
   *
   * <p>A task made without a challenge, by a provider that always challenges, can be a second one.
   * After an answer to it, it cannot.
   */
  private static boolean isForeseen(ModelState model, ModelSubmission one) {
    return model.broken() != BrokenAssumption.LAPSE
        || one.challenged()
        || !one.withCallback()
        || one.unread();
  }

  private boolean areDeliverable(ModelState model) {
    for (ModelSubmission one : model.submissions()) {
      for (int copy = 0; copy < one.creations().size(); copy++) {
        boolean alive = one.creations().get(copy).isAlive();
        if (alive && !isDeliverable(model, one, one.taskId(copy))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isDeliverable(ModelState model, ModelSubmission one, String task) {
    Job job = model.job();
    // Without a callback only the creation's own answer can name it; if lost, the operator's.
    Event named =
        one.withCallback()
            ? new Event.Pushed(one.attempt(), task, ReportedStatus.ENDED)
            : Answers.created(one.attempt(), task, null);
    boolean letGo = job.state() == State.CANCELLED;
    boolean givenUp = job.past().contains(new Job.FormerAttempt(one.attempt(), true));
    boolean riskTaken = scope.retryUncertain() || !isForeseen(model, one) || givenUp;
    return letGo
        || isIn(job, task)
        || isIn(variant.decide(job, named, CanonicalJob.NOW).next(), task)
        || (riskTaken && isBusyWithAnother(job, one));
  }

  /** Checks whether the job, as it is, takes care of that task. */
  private static boolean isIn(Job job, String task) {
    if (!task.equals(job.taskId())) {
      return false;
    }
    return switch (job.state()) {
      case SUBMITTING, GENERATING, DOWNLOADING, SUCCEEDED -> true;
      case FAILED -> job.due() != null || job.failure().code() == ErrorCode.DOWNLOAD_FAILED;
      case QUEUED, UNCERTAIN, CANCELLED, REJECTED -> false;
    };
  }

  /** Checks whether taking up that task could abandon another task that is, or may be, alive. */
  private static boolean isBusyWithAnother(Job job, ModelSubmission one) {
    boolean another = job.attempt() != null && !one.attempt().equals(job.attempt());
    return another
        && switch (job.state()) {
          case SUBMITTING -> job.voted() || !job.withCallback() || job.taskId() != null;
          case UNCERTAIN, GENERATING, DOWNLOADING, SUCCEEDED -> true;
          case FAILED -> job.failure().code() == ErrorCode.DOWNLOAD_FAILED;
          case QUEUED, CANCELLED, REJECTED -> false;
        };
  }
}
