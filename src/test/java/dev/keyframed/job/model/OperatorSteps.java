package dev.keyframed.job.model;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;

/**
 * What an operator may do who says nothing that is not true. To retry a submission that is
 * uncertain while nobody knows its task is at the operator's own risk, and not offered here.
 */
final class OperatorSteps {
  private OperatorSteps() {}

  static void offer(Choices choices) {
    Job job = choices.world().job();
    choices.told("an operator cancels", new Event.Cancel());
    if (!isUncertain(job)) {
      choices.told("an operator retries", new Event.Retry());
      return;
    }
    Submission one = choices.world().current();
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

  private static boolean isUncertain(Job job) {
    boolean givenUp =
        job.state() == State.FAILED
            && job.failure().code() == ErrorCode.SUBMISSION_UNCERTAIN
            && job.taskId() == null;
    return givenUp || job.state() == State.UNCERTAIN;
  }
}
