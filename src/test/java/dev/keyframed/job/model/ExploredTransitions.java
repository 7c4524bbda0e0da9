package dev.keyframed.job.model;

import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.job.machine.Event.VoteEvidence;
import dev.keyframed.job.machine.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects which event leads from which state to which.
 *
 * <p>Each event is tried on every job of the exploration, and on jobs that have waited long or have
 * expired.
 */
final class ExploredTransitions {
  private static final int AGAIN_AND_AGAIN = 1000;
  private static final List<Instant> MOMENTS =
      List.of(CanonicalJob.NOW, CanonicalJob.DUE, CanonicalJob.TOO_LATE);

  /** The states after, by event and state before; the same state where only data changed. */
  private final Map<String, Map<State, Set<State>>> seen = new LinkedHashMap<>();

  private final Set<Job> jobs = new LinkedHashSet<>();

  private ExploredTransitions() {}

  /** Explores the machine under each policy, with two submissions and an operator. */
  static ExploredTransitions explored() {
    ExploredTransitions all = new ExploredTransitions();
    for (boolean retryUncertain : List.of(false, true)) {
      Machine machine = new Machine(CanonicalJob.policy(retryUncertain));
      MachineVariant recording =
          (job, event, now) -> {
            all.jobs.add(job);
            return machine.apply(job, event, now);
          };
      StateExplorer.Report report =
          new StateExplorer(
                  recording,
                  new ExplorationScope(2, retryUncertain, true),
                  EnumSet.noneOf(Rule.class))
              .explore(List.of(ModelState.beginning(Challenges.UNKNOWN, true)));
      if (report.broken().isPresent()) {
        throw new AssertionError(report.toString());
      }
      all.jobs.forEach(job -> all.tryAll(machine, job));
    }
    return all;
  }

  private void tryAll(Machine machine, Job canonical) {
    Job job = named(canonical);
    for (Job variant : List.of(job, weary(job), expired(job))) {
      for (Event event : events(variant)) {
        for (Instant moment : MOMENTS) {
          record(name(event), variant, machine.apply(variant, event, moment));
        }
      }
    }
  }

  /** Restores the source of the task's id, which the canonical form of an ended job leaves out. */
  private static Job named(Job job) {
    JobBuilder draft = job.edit();
    if (job.taskId() != null && job.taskIdSource() == null) {
      draft.taskIdSource = Job.TaskIdSource.ANSWER;
    }
    return draft.done();
  }

  private static Job weary(Job job) {
    JobBuilder draft = job.edit();
    draft.retries = AGAIN_AND_AGAIN;
    draft.notFoundCount = AGAIN_AND_AGAIN;
    draft.unsentClaims = AGAIN_AND_AGAIN;
    return draft.done();
  }

  private static Job expired(Job job) {
    JobSpec terms = job.spec();
    JobBuilder draft = job.edit();
    draft.spec =
        new JobSpec(
            terms.model(),
            terms.resolution(),
            terms.duration(),
            terms.price(),
            terms.priority(),
            terms.notBefore(),
            CanonicalJob.NOW,
            terms.maxAttempts());
    return draft.done();
  }

  private static List<Event> events(Job job) {
    Attempt attempt = job.attempt() == null ? new Attempt(1, "n1") : job.attempt();
    String task = job.taskId() == null ? "task-1" : job.taskId();
    VoteEvidence evidence = new VoteEvidence(job.redisReplId(), true);
    List<Event> all = new ArrayList<>();
    all.add(new Event.Claimed("n9", true, "first"));
    all.add(new Event.ChallengeReceived(attempt));
    all.add(Answers.created(attempt, task, null));
    all.add(Answers.created(attempt, "another", null));
    for (Refusal why : Refusal.values()) {
      all.add(Answers.refused(attempt, why, 0, "", null));
    }
    for (VoteEvidence each : List.of(VoteEvidence.NONE, evidence)) {
      all.add(Answers.faulted(attempt, true, 1000, "", null, each));
      all.add(Answers.faulted(attempt, false, 1000, "", null, each));
      all.add(Answers.lost(attempt, each));
      all.add(new Event.Due(each));
    }
    all.add(Answers.unreadable(attempt));
    for (ReportedStatus status : ReportedStatus.values()) {
      all.add(new Event.Pushed(attempt, task, status));
    }
    for (Finding finding :
        List.of(
            new Finding.Running(),
            new Finding.Succeeded("f", 1, 1),
            new Finding.GenerationFailed(true, 0, "", null),
            new Finding.GenerationFailed(false, 0, "", null),
            new Finding.TaskUnknown(2013, ""),
            new Finding.NoAnswer())) {
      all.add(new Event.Queried(task, finding));
    }
    all.add(new Event.TaskOfAnotherJob(task));
    all.add(new Event.Saved(CanonicalJob.VIDEO));
    for (DownloadFault fault : DownloadFault.values()) {
      all.add(new Event.DownloadFailed(fault, 0, "", null));
    }
    all.add(new Event.Cancel());
    all.add(new Event.Retry());
    all.add(new Event.ResolvedAs("task-1"));
    all.add(new Event.ResolvedNotCreated());
    return all;
  }

  /** Names an event by its type, and by what decides about it. */
  private static String name(Event event) {
    Object detail = "";
    if (event instanceof Event.Answered answer) {
      detail = answer.result() instanceof CreateResult.Refused refused ? refused.refusal() : "";
      return (answer.result().getClass().getSimpleName() + " " + detail).strip();
    }
    if (event instanceof Event.Pushed pushed) {
      detail = pushed.status();
    } else if (event instanceof Event.Queried queried) {
      detail = queried.finding().getClass().getSimpleName();
    } else if (event instanceof Event.DownloadFailed failed) {
      detail = failed.fault();
    }
    return (event.getClass().getSimpleName() + " " + detail).strip();
  }

  private void record(String event, Job before, Decision decision) {
    Map<State, Set<State>> row = seen.computeIfAbsent(event, none -> new LinkedHashMap<>());
    if (decision.changes()) {
      row.computeIfAbsent(before.state(), none -> EnumSet.noneOf(State.class))
          .add(decision.next().state());
    }
  }

  /** Returns every event, in the order in which they were tried. */
  List<String> events() {
    return List.copyOf(seen.keySet());
  }

  /**
   * Returns the states that the event leads to from that one; the same one where only data changes.
   */
  Set<State> after(State state, String event) {
    return seen.get(event).getOrDefault(state, Collections.emptySet());
  }
}
