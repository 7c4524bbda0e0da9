package dev.keyframed.job.model;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event;

/**
 * Collects the steps of an operator who says only what is true, except for typing errors.
 *
 * <p>A retry of an uncertain submission without a known task is at the operator's own risk. It is
 * not offered here.
 */
final class OperatorSteps {
  /** An id that no task has. */
  static final String SLIP = "task-0";

  private OperatorSteps() {}

  static void offer(NextSteps choices) {
    Job job = choices.model().job();
    choices.told("an operator cancels", new Event.Cancel());
    if (!isUncertain(job)) {
      choices.told("an operator retries", new Event.Retry());
      return;
    }
    mistypes(choices);
    ModelSubmission one = choices.model().current();
    if (one.isSurelyDead()) {
      choices.told("an operator says that there is no task", new Event.ResolvedNotCreated());
    }
    for (int copy = 0; copy < one.creations().size(); copy++) {
      if (one.creations().get(copy).isTask()) {
        String task = one.taskId(copy);
        choices.told("an operator names " + task, new Event.ResolvedAs(task));
      }
    }
  }

  /** Names a wrong task, which the first query does not find. */
  private static void mistypes(NextSteps choices) {
    Job job = choices.decide(new Event.ResolvedAs(SLIP), CanonicalJob.NOW).next();
    Event unknown = new Event.Queried(SLIP, new Finding.TaskUnknown(2013, ""));
    Job missed = choices.variant().decide(job, unknown, CanonicalJob.NOW).next();
    choices.happens("an operator names what is no task", choices.model().stored(missed));
  }

  private static boolean isUncertain(Job job) {
    boolean givenUp =
        job.state() == State.FAILED
            && job.failure().code() == ErrorCode.SUBMISSION_UNCERTAIN
            && job.taskId() == null;
    return givenUp || job.state() == State.UNCERTAIN;
  }
}
