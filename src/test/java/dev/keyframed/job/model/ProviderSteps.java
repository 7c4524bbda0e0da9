package dev.keyframed.job.model;

import dev.keyframed.job.Account.Challenges;

/**
 * Collects the provider's steps (src/docs/provider-api.md).
 *
 * <p>Where it challenges creations, a creation becomes a task only once it is echoed. A refusal by
 * name is given only if the request became no task, and none follows. A task runs until it succeeds
 * or fails.
 */
final class ProviderSteps {
  private final NextSteps choices;
  private final ModelState model;

  private ProviderSteps(NextSteps choices) {
    this.choices = choices;
    this.model = choices.model();
  }

  static void offer(NextSteps choices) {
    ProviderSteps provider = new ProviderSteps(choices);
    for (int index = 0; index < choices.model().submissions().size(); index++) {
      provider.takes(index);
      provider.refuses(index);
      provider.works(index);
    }
  }

  /** Delivers the request, however late; its claim may have been given up long ago. */
  private void takes(int index) {
    ModelSubmission one = model.submissions().get(index);
    if (one.refused()) {
      return;
    }
    String what = "the request of " + one.attempt() + " arrives";
    boolean asked = model.asks() && one.withCallback();
    boolean calm = model.broken() == BrokenAssumption.NONE;
    if (one.creations().isEmpty()) {
      choices.happens(what, model.with(index, one.arrived(asked)));
      if (asked && calm && model.known() == Challenges.EACH) {
        choices.happens(
            what + ", and is not challenged",
            model.with(index, one.arrived(false)).after(BrokenAssumption.LAPSE));
      }
    } else if (one.creations().size() == 1 && one.challenged() && calm) {
      choices.happens(
          what + " a second time",
          model.with(index, one.arrived(true)).after(BrokenAssumption.DOUBLED));
    }
  }

  /**
   * Refuses the request, without a reason: the reader chooses it, since it makes no difference to
   * the provider's future.
   */
  private void refuses(int index) {
    ModelSubmission one = model.submissions().get(index);
    if (!one.refused() && !one.hasTask()) {
      choices.happens(one.attempt() + " is refused", model.with(index, one.refusedByName()));
    }
  }

  private void works(int index) {
    ModelSubmission one = model.submissions().get(index);
    for (int copy = 0; copy < one.creations().size() && !one.refused(); copy++) {
      String task = one.taskId(copy);
      CreationStage creation = one.creations().get(copy);
      if (creation == CreationStage.ECHOED) {
        becomes(task + " is created", index, copy, CreationStage.RUNNING);
      } else if (creation == CreationStage.RUNNING) {
        becomes(task + " succeeds", index, copy, CreationStage.SUCCEEDED);
        becomes(task + " fails", index, copy, CreationStage.FAILED);
      }
    }
  }

  private void becomes(String what, int index, int copy, CreationStage creation) {
    ModelSubmission one = model.submissions().get(index);
    choices.happens(what, model.with(index, one.with(copy, creation)));
  }
}
