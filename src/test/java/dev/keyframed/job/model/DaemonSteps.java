package dev.keyframed.job.model;

import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import java.time.Instant;
import java.util.List;

/**
 * Collects the daemons' own steps: claims, due moments, queries, downloads; and failovers of their
 * Redis.
 */
final class DaemonSteps {
  /** More than any number of queries or downloads that the machine counts. */
  private static final int AGAIN_AND_AGAIN = 1000;

  private final NextSteps choices;
  private final ModelState model;
  private final Job job;

  private DaemonSteps(NextSteps choices) {
    this.choices = choices;
    this.model = choices.model();
    this.job = choices.model().job();
  }

  static void offer(NextSteps choices, ExplorationScope scope) {
    DaemonSteps daemon = new DaemonSteps(choices);
    if (choices.model().submissions().size() < scope.attempts()) {
      daemon.claims(true);
      if (choices.model().broken() == BrokenAssumption.NONE) {
        daemon.claims(false); // an unusable callback is one fault already
      }
    }
    daemon.doesNotSend();
    daemon.looksAtTheClock();
    daemon.asks();
    daemon.downloads();
    daemon.failsOver();
  }

  private void claims(boolean withCallback) {
    int claim = model.submissions().size() + 1;
    Event event = new Event.Claimed("n" + claim, withCallback, model.storeId());
    Decision decision = choices.decide(event, CanonicalJob.NOW);
    if (decision.changes()) {
      Job next = decision.next();
      ModelSubmission claimed = ModelSubmission.claimed(claim, next.attempt(), withCallback);
      choices.unaided(
          next.attempt() + " is claimed" + (withCallback ? "" : ", without a callback"),
          model.stored(next).with(claimed));
    }
  }

  /** Ends a claim before its request, with a report that comes now or late. */
  private void doesNotSend() {
    for (int index = 0; index < model.submissions().size(); index++) {
      ModelSubmission one = model.submissions().get(index);
      if (one.creations().isEmpty() && !one.refused()) {
        Event event = Answers.refused(one.attempt(), Refusal.NOT_TRIED, 0, "", null);
        choices.happens(
            one.attempt() + " was not sent",
            choices.stored(event).with(index, one.refusedByName()));
      }
    }
  }

  /** Lets an awaited moment come at any time: of a delay, a lease, a callback or a task. */
  private void looksAtTheClock() {
    if (job.due() == null) {
      return;
    }
    boolean task = job.state() == State.GENERATING;
    Instant then = task ? CanonicalJob.TOO_LATE : CanonicalJob.DUE;
    String what = task ? "patience is over" : "the time of " + job.state() + " is over";
    choices.unaided(what, choices.stored(choices.decide(new Event.Due(model.ground()), then)));
  }

  /** Queries the task; the provider reports the truth, or does not know the task. */
  private void asks() {
    boolean looks = job.state() == State.GENERATING || job.state() == State.FAILED;
    if (!looks || job.due() == null) {
      return;
    }
    String task = job.taskId();
    if (!task.equals(OperatorSteps.SLIP)) {
      asks(creationOf(task));
    }
    Event unknown = new Event.Queried(task, new Finding.TaskUnknown(2013, ""));
    choices.unaided("query after query does not know " + task, inTheEnd(unknown));
    if (job.state() == State.FAILED) {
      Event nothing = new Event.Queried(task, new Finding.NoAnswer());
      choices.unaided("query after query fails for " + task, inTheEnd(nothing));
    }
  }

  private void asks(CreationStage creation) {
    switch (creation) {
      case SUCCEEDED -> asks("finds a video", new Finding.Succeeded("file", 0, 0));
      case FAILED -> asks("finds a failure", new Finding.GenerationFailed(false, 0, "", null));
      case OPEN, ECHOED, RUNNING -> asks("finds it running", new Finding.Running());
    }
  }

  private void asks(String what, Finding finding) {
    choices.unaided("a query " + what, choices.stored(new Event.Queried(job.taskId(), finding)));
  }

  private CreationStage creationOf(String task) {
    for (ModelSubmission one : model.submissions()) {
      for (int copy = 0; copy < one.creations().size(); copy++) {
        if (one.taskId(copy).equals(task)) {
          return one.creations().get(copy);
        }
      }
    }
    throw new IllegalStateException("a query for " + task + ", which is no task");
  }

  private void downloads() {
    if (job.state() == State.DOWNLOADING) {
      choices.unaided("the video is saved", choices.stored(new Event.Saved(CanonicalJob.VIDEO)));
      Event unknown = new Event.DownloadFailed(DownloadFault.UNKNOWN_FILE, 2013, "", null);
      choices.unaided("the provider does not know the file", choices.stored(unknown));
      for (DownloadFault blame :
          List.of(DownloadFault.FILE, DownloadFault.OTHERS, DownloadFault.UNKNOWN_FILE)) {
        Event failure = new Event.DownloadFailed(blame, 0, "", null);
        choices.unaided("download after download fails by " + blame, inTheEnd(failure));
      }
    }
  }

  /** Returns the model state after so many repeats of the event that the job ends. */
  private ModelState inTheEnd(Event event) {
    JobBuilder weary = job.edit();
    weary.retries = AGAIN_AND_AGAIN;
    weary.notFoundCount = job.state() == State.FAILED ? job.notFoundCount() : AGAIN_AND_AGAIN;
    return model.stored(
        choices.variant().decide(weary.done(), event, CanonicalJob.TOO_LATE).next());
  }

  /** Fails over without loss; {@link NextSteps} adds the loss of a write. */
  private void failsOver() {
    if (model.broken() == BrokenAssumption.NONE) {
      choices.happens("Redis fails over", model.failedOver(job));
    }
  }
}
