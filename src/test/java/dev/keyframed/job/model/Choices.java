package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the possible next steps of one world. */
final class Choices {
  private final World world;
  private final Variant variant;
  private final List<Step> steps = new ArrayList<>();

  private Choices(World world, Variant variant) {
    this.world = world;
    this.variant = variant;
  }

  /** Returns every step that this world allows. */
  static List<Step> in(World world, Variant variant, Scope scope) {
    Choices choices = new Choices(world, variant);
    ProviderSteps.offer(choices);
    MessageSteps.offer(choices);
    DaemonSteps.offer(choices, scope);
    if (scope.operator()) {
      OperatorSteps.offer(choices);
    }
    return choices.steps;
  }

  World world() {
    return world;
  }

  Variant variant() {
    return variant;
  }

  /** Adds an event outside of the daemons. */
  void happens(String what, World next) {
    add(new Step(what, next, false, null));
  }

  /** Adds a message to a daemon, which stores the machine's decision. */
  void told(String what, Event event) {
    happens(what, stored(event));
  }

  /** Adds the echo of a challenge, in a world where the vote is stored or is not. */
  void echoed(String what, World next, Attempt attempt) {
    add(new Step(what, next, false, attempt));
  }

  /** Adds an action of the daemons by themselves. */
  void unaided(String what, World next) {
    add(new Step(what, next, true, null));
  }

  /** Adds a step. A write may also be acknowledged, acted upon, and then lost by a failover. */
  private void add(Step step) {
    World next = step.to();
    boolean nothing = next.equals(world) && step.echoed() == null;
    if (nothing) {
      return;
    }
    steps.add(step);
    boolean writes = !next.job().equals(world.job());
    if (writes && world.calamity() == Calamity.NONE && !isUnprotectedClaim(next.job())) {
      String what = step.what() + "; Redis fails over and has forgotten it";
      steps.add(new Step(what, next.failedOver(world.job()), false, step.echoed()));
    }
  }

  /**
   * Checks for a claim that no challenge protects.
   *
   * <p>A forgotten claim is harmless because its challenge is refused. Without a challenge, only
   * the claim's wait for the replicas helps (src/docs/vote.md). So such a claim is not forgotten
   * here.
   */
  private boolean isUnprotectedClaim(Job next) {
    boolean claim = world.job().state() == State.QUEUED && next.state() == State.SUBMITTING;
    return claim && !(world.asks() && next.withCallback());
  }

  /** Returns the world in which the decision on that event is stored. */
  World stored(Event event) {
    return stored(decide(event, Canon.NOW));
  }

  World stored(Decision decision) {
    World counted = decision.voids() ? world.countedVoid() : world;
    return decision.changes() ? counted.stored(decision.next()) : world;
  }

  Decision decide(Event event, Instant now) {
    return variant.decide(world.job(), event, now);
  }
}
