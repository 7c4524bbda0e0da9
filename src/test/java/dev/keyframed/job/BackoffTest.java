package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1));

  @Property
  void full_jitter_wait_is_between_zero_and_the_grown_wait(
      @ForAll @IntRange(max = 10_000) int tries, @ForAll long seed) {
    assertThat(BACKOFF.full(tries, seed)).isBetween(Duration.ZERO, grown(tries));
    assertThat(BACKOFF.full(tries, seed)).isEqualTo(BACKOFF.full(tries, seed));
  }

  @Property
  void steady_wait_varies_by_at_most_ten_percent(
      @ForAll @IntRange(max = 10_000) int tries, @ForAll long seed) {
    long wanted = grown(tries).toMillis();
    assertThat(BACKOFF.steady(tries, seed).toMillis())
        .isBetween((long) (wanted * 0.9), (long) (wanted * 1.1));
  }

  @Property
  void neighbouring_seeds_give_spread_waits(@ForAll long seed) {
    Duration sum = Duration.ZERO;
    for (long neighbour = seed; neighbour != seed + 100; neighbour++) {
      sum = sum.plus(BACKOFF.full(20, neighbour));
    }
    assertThat(sum.dividedBy(100)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(45));
  }

  private static Duration grown(int tries) {
    return tries >= 6 ? Duration.ofMinutes(1) : Duration.ofSeconds(1L << tries);
  }
}
