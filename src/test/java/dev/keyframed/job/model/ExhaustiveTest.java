package dev.keyframed.job.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.machine.Machine;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Explores the machine in every order of events (src/docs/vote.md); see the package's text. */
class ExhaustiveTest {
  /** An account that challenges, known or not known to, and an account that never does. */
  private static final List<ModelState> BEGINNINGS =
      List.of(
          ModelState.beginning(Challenges.UNKNOWN, true),
          ModelState.beginning(Challenges.EACH, true),
          ModelState.beginning(Challenges.UNKNOWN, false));

  @Test
  void no_order_of_events_breaks_a_rule() {
    holds(new ExplorationScope(3, false, false));
  }

  @Test
  void no_truthful_command_of_an_operator_breaks_a_rule() {
    holds(new ExplorationScope(2, false, true));
  }

  @Test
  void policy_that_risks_a_second_task_loses_no_task() {
    holds(new ExplorationScope(2, true, false));
  }

  @Test
  void account_without_challenges_costs_few_tasks_and_then_no_more() {
    holds(new ExplorationScope(3, false, false), List.of(ModelState.lapsed()));
  }

  @ParameterizedTest
  @EnumSource
  void planted_mistake_is_found_by_the_exploration(PlantedMistake mistake) {
    MachineVariant variant = mistake.of(new Machine(CanonicalJob.policy(false)));
    StateExplorer.Report report =
        new StateExplorer(variant, mistake.scope(), EnumSet.of(mistake.rule()))
            .explore(mistake.beginnings(BEGINNINGS));
    System.out.println(mistake + ": " + report);
    assertThat(report.broken()).as(report::toString).contains(mistake.rule());
  }

  private static void holds(ExplorationScope scope) {
    holds(scope, BEGINNINGS);
  }

  private static void holds(ExplorationScope scope, List<ModelState> beginnings) {
    Machine machine = new Machine(CanonicalJob.policy(scope.retryUncertain()));
    StateExplorer.Report report =
        new StateExplorer(machine::apply, scope, EnumSet.allOf(Rule.class)).explore(beginnings);
    System.out.println(scope + ": " + report.summary());
    assertThat(report.broken()).as(report::toString).isEmpty();
  }
}
