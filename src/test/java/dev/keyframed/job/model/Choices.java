package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what may happen next in one world. */
final class Choices {
  private final World world;
  private final Variant variant;
  private final List<Step> steps = new ArrayList<>();

  private Choices(World world, Variant variant) {
    this.world = world;
    this.variant = variant;
  }

  /** Every step that this world allows. */
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

  /** Something happens outside of the daemons. */
  void happens(String what, World next) {
    add(new Step(what, next, false, null));
  }

  /** A daemon learns something by a message, and stores what the machine makes of it. */
  void told(String what, Event event) {
    happens(what, stored(event));
  }

  /** A challenge is answered with our vote, in a world where the vote is stored or is not. */
  void echoed(String what, World next, Attempt attempt) {
    add(new Step(what, next, false, attempt));
  }

  /** The daemons do something by themselves. */
  void unaided(String what, World next) {
    add(new Step(what, next, true, null));
  }

  /** Whatever is written may also be acknowledged, acted upon, and then forgotten by a failover. */
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
   * A forgotten claim is harmless because its challenge is refused. Where none comes, only that the
   * claim had waited for the replicas helps (design: the vote): that one is not forgotten.
   */
  private boolean isUnprotectedClaim(Job next) {
    boolean claim = world.job().state() == State.QUEUED && next.state() == State.SUBMITTING;
    return claim && !(world.asks() && next.withCallback());
  }

  /** The world in which what the machine makes of that event is stored. */
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
