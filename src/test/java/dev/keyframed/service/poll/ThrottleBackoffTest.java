package dev.keyframed.service.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.ServiceTrouble.TroubleKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleBackoffTest {
  private static final Duration BUDGET = Duration.ofMillis(7);

  private final ThrottleBackoff backoff = new ThrottleBackoff();

  @Test
  void queries_pause_only_after_an_answer_that_reports_too_many_of_them() {
    backoff.record(null);
    backoff.record(new ServiceTrouble(TroubleKind.PASSING, 1000, "unknown error"));
    assertThat(backoff.atLeast(Duration.ZERO)).isZero();
    assertThat(backoff.atLeast(BUDGET)).isEqualTo(BUDGET);

    for (int answer = 0; answer < 8; answer++) {
      backoff.record(new ServiceTrouble(TroubleKind.THROTTLED, 1002, "too many"));
    }
    assertThat(backoff.atLeast(BUDGET)).isGreaterThan(BUDGET);
  }
}
