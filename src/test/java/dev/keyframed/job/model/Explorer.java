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

/** Visits every reachable world, the nearest first. */
final class Explorer {
  private final Variant variant;
  private final Scope scope;
  private final Set<Rule> rules;
  private final Promises promises;

  /** The number of each world, which is its index in the lists. */
  private final Map<World, Integer> numbers = new HashMap<>();

  private final List<World> worlds = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();

  /** The worlds from which the daemons can come to each world by themselves. */
  private final List<List<Integer>> unaidedFrom = new ArrayList<>();

  private long steps;

  Explorer(Variant variant, Scope scope, Set<Rule> rules) {
    this.variant = variant;
    this.scope = scope;
    this.rules = rules;
    this.promises = new Promises(variant, scope, rules);
  }

  /** Records how a world was first reached. */
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

  /** Explores from these worlds until a rule is broken, or no new world is left. */
  Report explore(List<World> beginnings) {
    beginnings.forEach(world -> reach(world, new Origin(-1, "the job is admitted"), false));
    for (int number = 0; number < worlds.size(); number++) {
      World world = worlds.get(number);
      for (Step step : Choices.in(world, variant, scope)) {
        steps++;
        Optional<Rule> broken = promises.brokenBy(world, step);
        if (broken.isPresent()) {
          return report(broken, number, step.what());
        }
        reach(step.to(), new Origin(number, step.what()), step.unaided());
      }
    }
    Optional<Integer> lost =
        rules.contains(Rule.ALWAYS_A_WAY_OUT) ? withoutWayOut() : Optional.empty();
    return lost.map(at -> report(Optional.of(Rule.ALWAYS_A_WAY_OUT), at, "and no way leads out"))
        .orElseGet(() -> new Report(worlds.size(), steps, Optional.empty(), List.of()));
  }

  private Report report(Optional<Rule> broken, int number, String last) {
    return new Report(worlds.size(), steps, broken, trace(number, last));
  }

  private void reach(World world, Origin origin, boolean unaided) {
    Integer known = numbers.putIfAbsent(world, worlds.size());
    if (known == null) {
      worlds.add(world);
      origins.add(origin);
      unaidedFrom.add(new ArrayList<>(2));
    }
    if (unaided) {
      unaidedFrom.get(known == null ? worlds.size() - 1 : known).add(origin.from());
    }
  }

  /** Returns the first world from which the daemons alone never come to an end. */
  private Optional<Integer> withoutWayOut() {
    BitSet safe = new BitSet(worlds.size());
    Deque<Integer> next = new ArrayDeque<>();
    for (int number = 0; number < worlds.size(); number++) {
      if (isEnd(worlds.get(number))) {
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
    return lost < worlds.size() ? Optional.of(lost) : Optional.empty();
  }

  /** Checks whether the job ends here, or the exploration does. */
  private boolean isEnd(World world) {
    boolean used = world.submissions().size() == scope.attempts();
    return world.job().state().isEnded() || (used && world.job().state() == State.QUEUED);
  }

  private List<String> trace(int number, String last) {
    Deque<String> lines = new ArrayDeque<>(List.of(last));
    for (int at = number; at >= 0; at = origins.get(at).from()) {
      lines.addFirst(origins.get(at).what());
    }
    return List.copyOf(lines);
  }
}
