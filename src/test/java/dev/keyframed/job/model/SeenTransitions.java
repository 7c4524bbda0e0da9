package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Event.DownloadFault;
import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.Event.VoteEvidence;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Machine;
import dev.keyframed.job.State;
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
final class SeenTransitions {
  private static final int AGAIN_AND_AGAIN = 1000;
  private static final List<Instant> MOMENTS = List.of(Canon.NOW, Canon.DUE, Canon.TOO_LATE);

  /** The states after, by event and state before; the same state where only data changed. */
  private final Map<String, Map<State, Set<State>>> seen = new LinkedHashMap<>();

  private final Set<Job> jobs = new LinkedHashSet<>();

  private SeenTransitions() {}

  /** Explores the machine under each policy, with two submissions and an operator. */
  static SeenTransitions explored() {
    SeenTransitions all = new SeenTransitions();
    for (boolean retryUncertain : List.of(false, true)) {
      Machine machine = new Machine(Canon.policy(retryUncertain));
      Variant recording =
          (job, event, now) -> {
            all.jobs.add(job);
            return machine.apply(job, event, now);
          };
      Explorer.Report report =
          new Explorer(recording, new Scope(2, retryUncertain, true), EnumSet.noneOf(Rule.class))
              .explore(ExhaustiveTest.BEGINNINGS);
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
      for (Map.Entry<String, Event> named : events(variant)) {
        for (Instant moment : MOMENTS) {
          record(named.getKey(), variant, machine.apply(variant, named.getValue(), moment));
        }
      }
    }
  }

  /** Restores the source of the task's id, which the canonical form of an ended job leaves out. */
  private static Job named(Job job) {
    JobBuilder draft = job.edit();
    if (job.taskId() != null && job.naming() == null) {
      draft.naming = Job.TaskIdSource.ANSWER;
    }
    return draft.done();
  }

  private static Job weary(Job job) {
    JobBuilder draft = job.edit();
    draft.tries = AGAIN_AND_AGAIN;
    draft.misses = AGAIN_AND_AGAIN;
    draft.untried = AGAIN_AND_AGAIN;
    return draft.done();
  }

  private static Job expired(Job job) {
    JobSpec terms = job.terms();
    JobBuilder draft = job.edit();
    draft.terms =
        new JobSpec(
            terms.model(),
            terms.resolution(),
            terms.duration(),
            terms.price(),
            terms.priority(),
            terms.notBefore(),
            Canon.NOW,
            terms.maxAttempts());
    return draft.done();
  }

  private static List<Map.Entry<String, Event>> events(Job job) {
    Map<String, Event> events = new LinkedHashMap<>();
    Attempt attempt = job.attempt() == null ? new Attempt(1, "n1") : job.attempt();
    String task = job.taskId() == null ? "task-1" : job.taskId();
    VoteEvidence ground = new VoteEvidence(job.storeId(), true);
    events.put("Claimed", new Event.Claimed("n9", true, "first"));
    events.put("Challenged", new Event.Challenged(attempt));
    List<Map.Entry<String, Event>> all = new ArrayList<>(events.entrySet());
    all.add(Map.entry("Created", new Event.Created(attempt, task, null)));
    all.add(Map.entry("Created", new Event.Created(attempt, "another", null)));
    for (Refusal why : Refusal.values()) {
      all.add(Map.entry("Refused " + why, new Event.Refused(attempt, why, 0, "", null)));
    }
    for (boolean passing : List.of(true, false)) {
      all.add(
          Map.entry(
              "Faulted", new Event.Faulted(attempt, passing, 1000, "", null, VoteEvidence.NONE)));
      all.add(Map.entry("Faulted", new Event.Faulted(attempt, passing, 1000, "", null, ground)));
    }
    all.add(Map.entry("AnswerLost", new Event.AnswerLost(attempt, VoteEvidence.NONE)));
    all.add(Map.entry("AnswerLost", new Event.AnswerLost(attempt, ground)));
    all.add(Map.entry("AnswerUnreadable", new Event.AnswerUnreadable(attempt)));
    for (ReportedStatus word : ReportedStatus.values()) {
      all.add(Map.entry("Pushed " + word, new Event.Pushed(attempt, task, word)));
    }
    all.add(Map.entry("Queried Running", new Event.Queried(task, new Finding.Running())));
    all.add(
        Map.entry("Queried Succeeded", new Event.Queried(task, new Finding.Succeeded("f", 1, 1))));
    for (boolean content : List.of(true, false)) {
      Finding failed = new Finding.GenerationFailed(content, 0, "", null);
      all.add(Map.entry("Queried Failed", new Event.Queried(task, failed)));
    }
    all.add(
        Map.entry("Queried Unknown", new Event.Queried(task, new Finding.TaskUnknown(2013, ""))));
    all.add(Map.entry("Queried Nothing", new Event.Queried(task, new Finding.NoAnswer())));
    all.add(Map.entry("Disowned", new Event.TaskOfAnotherJob(task)));
    all.add(Map.entry("Saved", new Event.Saved(Canon.VIDEO)));
    for (DownloadFault blame : DownloadFault.values()) {
      Event failed = new Event.DownloadFailed(blame, 0, "", null);
      all.add(Map.entry("DownloadFailed " + blame, failed));
    }
    all.add(Map.entry("Due", new Event.Due(VoteEvidence.NONE)));
    all.add(Map.entry("Due", new Event.Due(ground)));
    all.add(Map.entry("Cancel", new Event.Cancel()));
    all.add(Map.entry("Retry", new Event.Retry()));
    all.add(Map.entry("ResolvedAs", new Event.ResolvedAs("task-1")));
    all.add(Map.entry("ResolvedNotCreated", new Event.ResolvedNotCreated()));
    return all;
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
