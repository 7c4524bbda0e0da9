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
  private final Choices choices;
  private final World world;

  private ProviderSteps(Choices choices) {
    this.choices = choices;
    this.world = choices.world();
  }

  static void offer(Choices choices) {
    ProviderSteps provider = new ProviderSteps(choices);
    for (int index = 0; index < choices.world().submissions().size(); index++) {
      provider.takes(index);
      provider.refuses(index);
      provider.works(index);
    }
  }

  /** Delivers the request, however late; its claim may have been given up long ago. */
  private void takes(int index) {
    Submission one = world.submissions().get(index);
    if (one.refused()) {
      return;
    }
    String what = "the request of " + one.attempt() + " arrives";
    boolean asked = world.asks() && one.withCallback();
    boolean calm = world.calamity() == Calamity.NONE;
    if (one.creations().isEmpty()) {
      choices.happens(what, world.with(index, one.arrived(asked)));
      if (asked && calm && world.known() == Challenges.EACH) {
        choices.happens(
            what + ", and is not challenged",
            world.with(index, one.arrived(false)).after(Calamity.LAPSE));
      }
    } else if (one.creations().size() == 1 && one.challenged() && calm) {
      choices.happens(
          what + " a second time", world.with(index, one.arrived(true)).after(Calamity.DOUBLED));
    }
  }

  /**
   * Refuses the request, without a reason: the reader chooses it, since it makes no difference to
   * the provider's future.
   */
  private void refuses(int index) {
    Submission one = world.submissions().get(index);
    if (!one.refused() && !one.hasTask()) {
      choices.happens(one.attempt() + " is refused", world.with(index, one.refusedByName()));
    }
  }

  private void works(int index) {
    Submission one = world.submissions().get(index);
    for (int copy = 0; copy < one.creations().size() && !one.refused(); copy++) {
      String task = one.taskId(copy);
      Creation creation = one.creations().get(copy);
      if (creation == Creation.ECHOED) {
        becomes(task + " is created", index, copy, Creation.RUNNING);
      } else if (creation == Creation.RUNNING) {
        becomes(task + " succeeds", index, copy, Creation.SUCCEEDED);
        becomes(task + " fails", index, copy, Creation.FAILED);
      }
    }
  }

  private void becomes(String what, int index, int copy, Creation creation) {
    Submission one = world.submissions().get(index);
    choices.happens(what, world.with(index, one.with(copy, creation)));
  }
}
