package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.JobSimulation.Move;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Checks that no fault between the machine and a true provider pays a job twice or loses it. */
class JobSimulationTest {
  /** Represents a move, and the index of its target. */
  record Step(Move move, int which) {}

  @Property(edgeCases = EdgeCasesMode.NONE)
  void job_is_never_paid_twice_and_never_lost(@ForAll("steps") List<Step> steps) {
    JobSimulation simulation = new JobSimulation();
    for (Step step : steps) {
      simulation.move(step.move(), step.which());
      assertThat(simulation.charged())
          .as("paid attempts alive after %s", step)
          .isLessThanOrEqualTo(1);
    }
    simulation.settle();
    Job job = simulation.job();
    assertThat(simulation.charged()).isLessThanOrEqualTo(1);
    assertThat(job.state().isEnded()).isTrue();
    assertThat(job.reserved()).isZero();
    if (simulation.hasVideo()) {
      assertThat(job.state()).isEqualTo(State.SUCCEEDED);
      assertThat(job.spent()).isEqualTo(JobFixture.PRICE);
    } else {
      assertThat(job.state()).isEqualTo(State.FAILED);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Move> moves =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(Move.CLAIM, Move.CHALLENGE, Move.CREATE)),
            Tuple.of(2, Arbitraries.of(Move.LOSE_ANSWER, Move.FAIL_OVER, Move.DUE)),
            Tuple.of(5, Arbitraries.of(Move.class)));
    return Combinators.combine(moves, Arbitraries.integers().between(0, 3))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }
}
