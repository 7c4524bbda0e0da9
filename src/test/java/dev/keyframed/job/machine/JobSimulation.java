package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Simulates one job, its provider, its Redis and the network between them.
 *
 * <p>The provider is true. A task exists only where the machine granted the echo of that attempt's
 * challenge, and a query reports its status. All else fails as the moves say: answers and pushes
 * late, lost or repeated, daemons that die, a failover that forgets a vote.
 */
final class JobSimulation {
  private final Machine machine = new Machine(JobFixture.CAREFUL);
  private final List<Creation> creations = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private Instant now = JobFixture.NOON;
  private Job job = JobFixture.queued();
  private Job beforeVote;
  private int redis;

  /** Lists the moves that may happen next; a move that is not possible now does nothing. */
  enum Move {
    CLAIM,
    CHALLENGE,
    CREATE,
    REFUSE,
    ANSWER,
    LOSE_ANSWER,
    ANSWER_WITH_FAULT,
    DIE,
    DUE,
    WAIT,
    SUCCEED,
    FAIL,
    PUSH,
    PUSH_OLD_NEWS,
    QUERY,
    QUERY_UNKNOWN,
    QUERY_IN_VAIN,
    FAIL_OVER,
    SAVE
  }

  /** Represents a creation request on the provider's side. */
  private static final class Creation {
    final Attempt attempt;
    boolean echoed;
    boolean closed;
    boolean answered;
    Task task;

    Creation(Attempt attempt) {
      this.attempt = attempt;
    }
  }

  /** Represents a task, at work until its outcome is known. */
  private record Task(String id, Attempt attempt, Boolean succeeded) {}

  Job job() {
    return job;
  }

  /** Counts the tasks at work and those that succeeded, which must be paid. */
  long charged() {
    return tasks.stream().filter(task -> task.succeeded() == null || task.succeeded()).count();
  }

  /** Checks whether a task succeeded. */
  boolean hasVideo() {
    return tasks.stream().anyMatch(task -> Boolean.TRUE.equals(task.succeeded()));
  }

  /** Makes the move on its target of that index. */
  void move(Move move, int which) {
    switch (move) {
      case CLAIM -> claim();
      case CHALLENGE -> with(which, one -> !one.closed && !one.echoed, this::challenge);
      case CREATE -> with(which, one -> !one.closed && one.echoed, this::create);
      case REFUSE -> with(which, one -> !one.closed, one -> one.closed = true);
      case ANSWER -> with(which, one -> one.closed && !one.answered, this::answer);
      case LOSE_ANSWER ->
          with(which, one -> !one.answered, one -> end(one, Answers.lost(one.attempt, ground())));
      case ANSWER_WITH_FAULT ->
          with(
              which,
              one -> !one.answered,
              one -> end(one, Answers.faulted(one.attempt, true, 1000, "?", null, ground())));
      case DIE -> with(which, one -> !one.answered, one -> one.answered = true);
      case DUE -> due();
      case WAIT -> now = now.plus(Duration.ofMinutes(which));
      case SUCCEED -> finish(which, true);
      case FAIL -> finish(which, false);
      case PUSH -> push(which, false);
      case PUSH_OLD_NEWS -> push(which, true);
      case QUERY -> query();
      case QUERY_UNKNOWN -> queried(new Finding.TaskUnknown(2013, "?"));
      case QUERY_IN_VAIN -> queried(new Finding.NoAnswer());
      case FAIL_OVER -> failOver();
      case SAVE -> save();
    }
  }

  /** Ends all faults: no message is lost any more, and each task's end is pushed once more. */
  void settle() {
    for (Creation creation : creations) {
      creation.closed = true;
      creation.answered = true;
    }
    for (int round = 0; round < 50; round++) {
      for (int which = 0; which < tasks.size(); which++) {
        finish(which, true);
        push(which, false);
      }
      query();
      move(Move.SAVE, 0);
      due();
      claim();
      for (Move move : List.of(Move.CHALLENGE, Move.CREATE, Move.ANSWER)) {
        move(move, 0);
      }
    }
  }

  private void claim() {
    Decision decision = happened(new Event.Claimed("a", true, "redis" + redis));
    if (decision.changesState() && job.state() == State.SUBMITTING) {
      creations.add(new Creation(job.attempt()));
    }
  }

  private void challenge(Creation creation) {
    Job before = job;
    Decision decision = happened(new Event.ChallengeReceived(creation.attempt));
    creation.echoed = decision.effects().contains(Effect.ECHO);
    creation.closed = !creation.echoed;
    beforeVote = creation.echoed ? before : beforeVote;
  }

  private void create(Creation creation) {
    creation.task = new Task("t" + creation.attempt, creation.attempt, null);
    creation.closed = true;
    tasks.add(creation.task);
  }

  private void answer(Creation creation) {
    end(
        creation,
        creation.task == null
            ? Answers.refused(creation.attempt, Refusal.CALLBACK_CHECK, 2013, "?", null)
            : Answers.created(creation.attempt, creation.task.id(), null));
  }

  private void end(Creation creation, Event event) {
    creation.answered = true;
    var unused = happened(event);
  }

  private void due() {
    if (job.due() != null) {
      now = job.due().isAfter(now) ? job.due() : now;
      var unused = happened(new Event.Due(ground()));
    }
  }

  private void finish(int which, boolean succeeded) {
    if (!tasks.isEmpty()) {
      Task task = tasks.get(which % tasks.size());
      Boolean end = task.succeeded() == null ? (Boolean) succeeded : task.succeeded();
      tasks.set(which % tasks.size(), new Task(task.id(), task.attempt(), end));
    }
  }

  private void push(int which, boolean old) {
    if (!tasks.isEmpty()) {
      Task task = tasks.get(which % tasks.size());
      ReportedStatus word =
          old || task.succeeded() == null ? ReportedStatus.RUNNING : ReportedStatus.ENDED;
      var unused = happened(new Event.Pushed(task.attempt(), task.id(), word));
    }
  }

  private void query() {
    tasks.stream()
        .filter(task -> task.id().equals(job.taskId()))
        .findFirst()
        .ifPresent(task -> queried(finding(task)));
  }

  private static Finding finding(Task task) {
    if (task.succeeded() == null) {
      return new Finding.Running();
    }
    return task.succeeded()
        ? new Finding.Succeeded("f", 1366, 768)
        : new Finding.GenerationFailed(false, 0, "?", null);
  }

  private void queried(Finding finding) {
    if (job.taskId() != null) {
      var unused = happened(new Event.Queried(job.taskId(), finding));
    }
  }

  private void save() {
    var unused = happened(new Event.Saved(new Video("/v.mp4", 1, "0", 0, 0)));
  }

  /** Replaces Redis by another that does not have the vote, if the vote was the last change. */
  private void failOver() {
    redis++;
    job = beforeVote == null ? job : beforeVote;
    beforeVote = null;
  }

  private VoteEvidence ground() {
    return new VoteEvidence("redis" + redis, true);
  }

  private Decision happened(Event event) {
    Decision decision = machine.apply(job, event, now);
    beforeVote = decision.changes() ? null : beforeVote;
    job = decision.next();
    return decision;
  }

  private void with(int which, Predicate<Creation> fits, Consumer<Creation> action) {
    List<Creation> fitting = creations.stream().filter(fits).toList();
    if (!fitting.isEmpty()) {
      action.accept(fitting.get(which % fitting.size()));
    }
  }
}
