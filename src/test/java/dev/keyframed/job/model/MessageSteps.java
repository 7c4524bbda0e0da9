package dev.keyframed.job.model;

import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.ReportedStatus;

/**
 * Collects the messages that may reach a daemon. A sent message may arrive now, even if it did
 * before.
 */
final class MessageSteps {
  private final NextSteps choices;
  private final ModelState model;

  private MessageSteps(NextSteps choices) {
    this.choices = choices;
    this.model = choices.model();
  }

  static void offer(NextSteps choices) {
    MessageSteps messages = new MessageSteps(choices);
    for (int index = 0; index < choices.model().submissions().size(); index++) {
      ModelSubmission one = choices.model().submissions().get(index);
      messages.noAnswer(one);
      messages.unreadable(index, one);
      if (one.refused()) {
        messages.refusal(one);
      }
      for (int copy = 0; copy < one.creations().size(); copy++) {
        if (one.challenged()) {
          messages.challenge(index, one, copy);
        }
        if (one.creations().get(copy).isTask()) {
          messages.task(one, copy);
        }
      }
    }
  }

  /** Ends the daemon's wait for an answer, without one or with an ambiguous error. */
  private void noAnswer(ModelSubmission one) {
    choices.told(
        "the answer of " + one.attempt() + " is lost", Answers.lost(one.attempt(), model.ground()));
    if (!one.creations().isEmpty()) {
      choices.told("the answer of " + one.attempt() + " is a passing error", faulted(one, true));
      choices.told("the answer of " + one.attempt() + " is a final error", faulted(one, false));
    }
  }

  /** Delivers an answer that claims success and is otherwise not readable. */
  private void unreadable(int index, ModelSubmission one) {
    if (one.creations().isEmpty()) {
      return;
    }
    Job job = model.job();
    boolean inTime = job.state() == State.SUBMITTING && one.attempt().equals(job.attempt());
    // No other decision depends on it.
    boolean unforeseen = model.broken() == BrokenAssumption.LAPSE && !one.challenged();
    ModelState told = choices.stored(Answers.unreadable(one.attempt()));
    choices.happens(
        "the answer of " + one.attempt() + " cannot be read",
        inTime && unforeseen ? told.with(index, one.readInVain()) : told);
  }

  private Event faulted(ModelSubmission one, boolean passing) {
    return Answers.faulted(one.attempt(), passing, 1000, "", null, model.ground());
  }

  private void refusal(ModelSubmission one) {
    refusal(one, Refusal.THROTTLED);
    refusal(one, Refusal.CONTENT);
    refusal(one, Refusal.CALLBACK_CHECK);
  }

  private void refusal(ModelSubmission one, Refusal why) {
    choices.told(
        "the refusal of " + one.attempt() + " is read: " + why,
        Answers.refused(one.attempt(), why, 0, "", null));
  }

  /**
   * Delivers a challenge: the machine decides, the vote is stored, and only then the echo is sent.
   */
  private void challenge(int index, ModelSubmission one, int copy) {
    String what = "the challenge of " + one.attempt() + (copy == 0 ? "" : " (its second)");
    Decision decision =
        choices.decide(new Event.ChallengeReceived(one.attempt()), CanonicalJob.NOW);
    ModelState stored = choices.stored(decision);
    if (!decision.effects().contains(Effect.ECHO)) {
      choices.happens(what + " is not echoed", stored);
      return;
    }
    boolean open = one.creations().get(copy) == CreationStage.OPEN && !one.refused();
    ModelSubmission heard = open ? one.with(copy, CreationStage.ECHOED) : one;
    choices.echoed(what + " is echoed", stored.with(index, heard), one.attempt());
    if (choices.variant().echoesFirst()) {
      choices.echoed(
          what + " is echoed, and the daemon crashes before storing it",
          model.with(index, heard),
          one.attempt());
    } else {
      choices.happens(what + " is voted for, and the daemon crashes before the echo", stored);
    }
  }

  private void task(ModelSubmission one, int copy) {
    String task = one.taskId(copy);
    ModelState told = choices.stored(Answers.created(one.attempt(), task, null));
    choices.happens("the answer of " + one.attempt() + " is read: " + task, told);
    // The account's change follows after the job is stored; a crash may come between.
    choices.happens(
        "the answer of " + one.attempt() + " is read: " + task + ", and the account hears of it",
        told.after(new AccountEvent.CreationAccepted(one.withCallback(), model.job().voted())));
    if (one.withCallback()) {
      push(one, task, ReportedStatus.RUNNING);
      if (one.creations().get(copy).hasEnded()) {
        push(one, task, ReportedStatus.ENDED);
      }
    }
  }

  private void push(ModelSubmission one, String task, ReportedStatus word) {
    String what = "a push for " + one.attempt() + " says of " + task + ": " + word;
    Event push = new Event.Pushed(one.attempt(), task, word);
    choices.told(what, push);
    if (word == ReportedStatus.RUNNING && model.job().state() == State.GENERATING) {
      choices.happens(
          what + ", just when it is to be asked for",
          choices.stored(choices.decide(push, CanonicalJob.DUE)));
    }
  }
}
