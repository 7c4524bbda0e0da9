package dev.keyframed.chaos;

import dev.keyframed.sandbox.Ledger.LedgerEntry;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares charges with deliveries (src/docs/vote.md). Pure.
 *
 * @param chargedTwice jobs with more than one charged task
 * @param notDelivered jobs with a charged task whose id could be known, and which was not delivered
 * @param unknowable jobs with a charged task whose id was never revealed: the answer was lost, and
 *     no push was accepted
 * @param withoutResult jobs without an entry on the results stream
 * @param withTwo jobs that ended twice; only a failure may be followed by one late success
 */
record Audit(
    Set<String> chargedTwice,
    Set<String> notDelivered,
    Set<String> unknowable,
    Set<String> withoutResult,
    Set<String> withTwo) {

  /**
   * Compares ledger and results.
   *
   * @param jobs the ids of all jobs that were put on the queue
   * @param tasks the provider's ledger
   * @param results the results stream, the oldest first
   */
  static Audit of(Set<String> jobs, Collection<LedgerEntry> tasks, Collection<JsonObject> results) {
    Map<String, List<LedgerEntry>> charged =
        tasks.stream()
            .filter(task -> task.chargedUsd().compareTo(BigDecimal.ZERO) > 0)
            .collect(Collectors.groupingBy(LedgerEntry::job));
    Map<String, List<JsonObject>> ends =
        results.stream().collect(Collectors.groupingBy(result -> result.getString("job_id")));
    Function<String, List<JsonObject>> endsOf = job -> ends.getOrDefault(job, List.of());
    Set<String> lost = new TreeSet<>();
    Set<String> unknowable = new TreeSet<>();
    charged.forEach(
        (job, paid) -> {
          List<JsonObject> told = endsOf.apply(job);
          for (LedgerEntry task : paid) {
            if (!isDelivered(task, told)) {
              (couldBeKnown(task, told) ? lost : unknowable).add(job);
            }
          }
        });
    return new Audit(
        named(charged.keySet(), job -> charged.get(job).size() > 1),
        lost,
        unknowable,
        named(jobs, job -> endsOf.apply(job).isEmpty()),
        named(ends.keySet(), job -> endsTwice(endsOf.apply(job))));
  }

  private static boolean isDelivered(LedgerEntry task, List<JsonObject> ends) {
    return ends.stream()
        .anyMatch(
            end ->
                end.getString("state").equals("succeeded")
                    && end.getJsonObject("video") != null
                    && task.id().equals(end.getString("task_id")));
  }

  /**
   * Returns whether the task's id could be known.
   *
   * <p>That is so if a push was accepted, the job shows the id, or the job claims that there was no
   * task.
   */
  private static boolean couldBeKnown(LedgerEntry task, List<JsonObject> ends) {
    return task.acknowledgedPushes() > 0
        || ends.stream().noneMatch(Audit::isUncertain)
        || ends.stream().anyMatch(end -> Objects.equals(task.id(), end.getString("task_id")));
  }

  private static boolean isUncertain(JsonObject end) {
    JsonObject error = end.getJsonObject("error");
    return error != null && error.getString("code").equals("submission_uncertain");
  }

  private static boolean endsTwice(List<JsonObject> ends) {
    List<String> states =
        new ArrayList<>(ends.stream().map(end -> end.getString("state")).toList());
    boolean revived = states.equals(List.of("failed", "succeeded"));
    return states.size() > 1 && !revived;
  }

  private static Set<String> named(Set<String> jobs, Predicate<String> which) {
    return jobs.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns whether the promises were kept: no job is listed, except for unknowable ones. */
  boolean isClean() {
    return chargedTwice.isEmpty()
        && notDelivered.isEmpty()
        && withoutResult.isEmpty()
        && withTwo.isEmpty();
  }

  /** Formats the audit for people; the jobs of each fault are named. */
  String line() {
    return "charged twice "
        + named(chargedTwice)
        + ", charged and not delivered "
        + named(notDelivered)
        + ", without a result "
        + named(withoutResult)
        + ", with two "
        + named(withTwo)
        + " (unknowable "
        + named(unknowable)
        + ")";
  }

  private static String named(Set<String> jobs) {
    return jobs.isEmpty() ? "0" : jobs.size() + " " + jobs;
  }
}
