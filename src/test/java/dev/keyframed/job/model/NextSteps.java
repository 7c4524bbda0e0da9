package dev.keyframed.job.model;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects the possible next steps of one model state. */
final class NextSteps {
  private final ModelState model;
  private final MachineVariant variant;
  private final List<ModelStep> steps = new ArrayList<>();

  private NextSteps(ModelState model, MachineVariant variant) {
    this.model = model;
    this.variant = variant;
  }

  /** Returns every step that this model state allows. */
  static List<ModelStep> in(ModelState model, MachineVariant variant, ExplorationScope scope) {
    NextSteps choices = new NextSteps(model, variant);
    ProviderSteps.offer(choices);
    MessageSteps.offer(choices);
    DaemonSteps.offer(choices, scope);
    if (scope.operator()) {
      OperatorSteps.offer(choices);
    }
    return choices.steps;
  }

  ModelState model() {
    return model;
  }

  MachineVariant variant() {
    return variant;
  }

  /** Adds an event outside of the daemons. */
  void happens(String what, ModelState next) {
    add(new ModelStep(what, next, false, null));
  }

  /** Adds a message to a daemon, which stores the machine's decision. */
  void told(String what, Event event) {
    happens(what, stored(event));
  }

  /** Adds the echo of a challenge, in a model state where the vote is stored or is not. */
  void echoed(String what, ModelState next, Attempt attempt) {
    add(new ModelStep(what, next, false, attempt));
  }

  /** Adds an action of the daemons by themselves. */
  void unaided(String what, ModelState next) {
    add(new ModelStep(what, next, true, null));
  }

  /** Adds a step. A write may also be acknowledged, acted upon, and then lost by a failover. */
  private void add(ModelStep step) {
    ModelState next = step.to();
    boolean nothing = next.equals(model) && step.echoed() == null;
    if (nothing) {
      return;
    }
    steps.add(step);
    boolean writes = !next.job().equals(model.job());
    if (writes && model.broken() == BrokenAssumption.NONE && !isUnprotectedClaim(next.job())) {
      String what = step.what() + "; Redis fails over and has forgotten it";
      steps.add(new ModelStep(what, next.failedOver(model.job()), false, step.echoed()));
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
    boolean claim = model.job().state() == State.QUEUED && next.state() == State.SUBMITTING;
    return claim && !(model.asks() && next.withCallback());
  }

  /** Returns the model state in which the decision on that event is stored. */
  ModelState stored(Event event) {
    return stored(decide(event, CanonicalJob.NOW));
  }

  ModelState stored(Decision decision) {
    ModelState counted = decision.voids() ? model.countedVoid() : model;
    return decision.changes() ? counted.stored(decision.next()) : model;
  }

  Decision decide(Event event, Instant now) {
    return variant.decide(model.job(), event, now);
  }
}
