package dev.keyframed.job.model;

import dev.keyframed.job.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Visits every reachable model state, the nearest first. */
final class StateExplorer {
  private final MachineVariant variant;
  private final ExplorationScope scope;
  private final Set<Rule> rules;
  private final RuleChecks checks;

  /** The number of each model state, which is its index in the lists. */
  private final Map<ModelState, Integer> numbers = new HashMap<>();

  private final List<ModelState> models = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();

  /** The model states from which the daemons can come to each model state by themselves. */
  private final List<List<Integer>> unaidedFrom = new ArrayList<>();

  private long steps;

  StateExplorer(MachineVariant variant, ExplorationScope scope, Set<Rule> rules) {
    this.variant = variant;
    this.scope = scope;
    this.rules = rules;
    this.checks = new RuleChecks(variant, scope, rules);
  }

  /** Records how a model state was first reached. */
  private record Origin(int from, String what) {}

  /**
   * Holds the outcome of an exploration.
   *
   * @param broken the first rule that does not hold, if there is one
   * @param trace the shortest way there, a line a step
   */
  record Report(int states, long steps, Optional<Rule> broken, List<String> trace) {
    /** Returns one line. */
    String summary() {
      String found = broken.map(rule -> ": " + rule + " is broken").orElse("");
      return "explored " + states + " states, " + steps + " transitions" + found;
    }

    @Override
    public String toString() {
      return summary() + "\n  " + String.join("\n  ", trace);
    }
  }

  /** Explores from these model states until a rule is broken, or no new model state is left. */
  Report explore(List<ModelState> beginnings) {
    beginnings.forEach(model -> reach(model, new Origin(-1, "the job is admitted"), false));
    for (int number = 0; number < models.size(); number++) {
      ModelState model = models.get(number);
      for (ModelStep step : NextSteps.in(model, variant, scope)) {
        steps++;
        Optional<Rule> broken = checks.brokenBy(model, step);
        if (broken.isPresent()) {
          return report(broken, number, step.what());
        }
        reach(step.to(), new Origin(number, step.what()), step.unaided());
      }
    }
    Optional<Integer> lost =
        rules.contains(Rule.ALWAYS_A_WAY_OUT) ? withoutWayOut() : Optional.empty();
    return lost.map(at -> report(Optional.of(Rule.ALWAYS_A_WAY_OUT), at, "and no way leads out"))
        .orElseGet(() -> new Report(models.size(), steps, Optional.empty(), List.of()));
  }

  private Report report(Optional<Rule> broken, int number, String last) {
    return new Report(models.size(), steps, broken, trace(number, last));
  }

  private void reach(ModelState model, Origin origin, boolean unaided) {
    Integer known = numbers.putIfAbsent(model, models.size());
    if (known == null) {
      models.add(model);
      origins.add(origin);
      unaidedFrom.add(new ArrayList<>(2));
    }
    if (unaided) {
      unaidedFrom.get(known == null ? models.size() - 1 : known).add(origin.from());
    }
  }

  /** Returns the first model state from which the daemons alone never come to an end. */
  private Optional<Integer> withoutWayOut() {
    BitSet safe = new BitSet(models.size());
    Deque<Integer> next = new ArrayDeque<>();
    for (int number = 0; number < models.size(); number++) {
      if (isEnd(models.get(number))) {
        safe.set(number);
        next.add(number);
      }
    }
    while (!next.isEmpty()) {
      for (int before : unaidedFrom.get(next.remove())) {
        if (!safe.get(before)) {
          safe.set(before);
          next.add(before);
        }
      }
    }
    int lost = safe.nextClearBit(0);
    return lost < models.size() ? Optional.of(lost) : Optional.empty();
  }

  /** Checks whether the job ends here, or the exploration does. */
  private boolean isEnd(ModelState model) {
    boolean used = model.submissions().size() == scope.attempts();
    return model.job().state().isEnded() || (used && model.job().state() == State.QUEUED);
  }

  private List<String> trace(int number, String last) {
    Deque<String> lines = new ArrayDeque<>(List.of(last));
    for (int at = number; at >= 0; at = origins.get(at).from()) {
      lines.addFirst(origins.get(at).what());
    }
    return List.copyOf(lines);
  }
}
