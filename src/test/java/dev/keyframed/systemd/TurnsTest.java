package dev.keyframed.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.bus.Topics.Turn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Turns turns = new Turns(now::get);

  @Test
  void a_part_may_be_late_but_not_for_long() {
    turns.took(Turn.of("intake", Duration.ofSeconds(12)));
    turns.took(Turn.of("submit", Duration.ofHours(6)));

    passes(Duration.ofMinutes(5));
    assertThat(turns.late()).isEmpty();

    passes(Duration.ofSeconds(13));
    assertThat(turns.late()).containsExactly("intake");

    turns.took(Turn.of("intake", Duration.ofSeconds(12)));
    assertThat(turns.late()).isEmpty();
  }

  @Test
  void a_part_that_waits_for_others_or_has_stopped_is_never_late() {
    turns.took(Turn.of("submit", Duration.ofSeconds(10)));
    turns.took(Turn.last("submit"));

    passes(Duration.ofDays(2));

    assertThat(turns.late()).isEmpty();
  }

  private void passes(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
