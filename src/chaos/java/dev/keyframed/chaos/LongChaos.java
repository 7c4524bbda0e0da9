package dev.keyframed.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the harness in its long form, with {@code mvn -Pchaos verify}.
 *
 * <p>{@code -Dchaos.seed=N} replays one seed; {@code -Dchaos.jobs}, {@code -Dchaos.kills} and
 * {@code -Dchaos.redis} set its size, {@code -Dchaos.minutes} its time limit.
 */
final class LongChaos {
  private static final long[] SEEDS = {1, 2, 3, 4};

  /** Sets the number of kills with which every stop point is reached. */
  private static final int ENOUGH_KILLS = 200;

  private static final int MINUTES = Integer.getInteger("chaos.minutes", 30);

  @TempDir Path dir;

  static Stream<Long> seeds() {
    Long one = Long.getLong("chaos.seed");
    return one == null ? LongStream.of(SEEDS).boxed() : Stream.of(one);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void long_chaos_run_pays_nothing_twice_and_loses_nothing(long seed) throws Exception {
    ChaosPlan plan =
        new ChaosPlan(
            seed,
            Integer.getInteger("chaos.jobs", 2000),
            Integer.getInteger("chaos.kills", 200),
            Integer.getInteger("chaos.redis", 5),
            120,
            ChaosPlan.FAULTS);
    Harness.Outcome outcome = Harness.run(dir, plan, Duration.ofMinutes(MINUTES));
    assertThat(outcome.audit().isClean()).as(outcome.audit().line()).isTrue();
    if (plan.kills() >= ENOUGH_KILLS) {
      assertThat(outcome.notMet()).as("stop points that nobody died at").isEmpty();
    }
  }
}
