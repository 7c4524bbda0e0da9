package dev.keyframed.job.model;

import dev.keyframed.job.Account.Challenges;

/**
 * What the provider may do (provider-api: create, codes, callbacks). Where it challenges creations,
 * one becomes a task only once it is echoed. A refusal by name is given only where no task came of
 * the request, and none comes afterwards. A task runs until it succeeds or fails.
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

  /** The request arrives, however late; its claim may long have been given up. */
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

  /** Why, is for the one who reads it to say: all refusals are one to the provider's future. */
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
