package dev.keyframed.service.store;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.machine.Expectation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates how long this account's tasks take, by model, resolution and duration.
 *
 * <p>It learns from ended tasks, by the method that TCP uses for round-trip times. Each daemon
 * learns by itself, and anew after a start. For one thread.
 */
final class GenerationTimes implements Expectation {
  /** Tasks below which there is no estimate. */
  private static final int TOO_FEW = 5;

  private static final double NEWS = 1.0 / 8;
  private static final double NEW_SPREAD = 1.0 / 4;
  private static final double SPREADS = 2;

  /**
   * Assumed share of the time if the first query found the task ended. It had ended earlier, at an
   * unknown moment.
   */
  private static final double SOONER = 0.9;

  private final Map<GenerationKind, Estimate> estimates = new HashMap<>();

  private record GenerationKind(String model, String resolution, int duration) {
    static GenerationKind of(JobSpec spec) {
      return new GenerationKind(spec.model(), spec.resolution(), spec.duration());
    }
  }

  /** Holds the estimate, in milliseconds. */
  private record Estimate(int count, double mean, double spread) {
    static final Estimate NONE = new Estimate(0, 0, 0);

    Estimate after(double took) {
      return count == 0
          ? new Estimate(1, took, took / 2)
          : new Estimate(
              count + 1,
              mean + NEWS * (took - mean),
              spread + NEW_SPREAD * (Math.abs(took - mean) - spread));
    }
  }

  /**
   * Learns from a task that has ended.
   *
   * @param before the job as it was until then
   * @param next with the moment of the end
   */
  void learn(Job before, Job next) {
    double seen = Duration.between(next.submittedAt(), next.generatedAt()).toMillis();
    boolean firstQuery = next.completedBy() == Job.Via.POLL && before.retries() == 0;
    double took = firstQuery ? seen * SOONER : seen;
    estimates.compute(
        GenerationKind.of(next.spec()),
        (kind, known) -> (known == null ? Estimate.NONE : known).after(took));
  }

  @Override
  public Optional<Duration> of(JobSpec spec) {
    return Optional.ofNullable(estimates.get(GenerationKind.of(spec)))
        .filter(estimate -> estimate.count() >= TOO_FEW)
        .map(estimate -> Duration.ofMillis((long) (estimate.mean() + SPREADS * estimate.spread())));
  }
}
