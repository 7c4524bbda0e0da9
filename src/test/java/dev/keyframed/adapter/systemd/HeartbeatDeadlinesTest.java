package dev.keyframed.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeartbeatDeadlinesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final HeartbeatDeadlines turns = new HeartbeatDeadlines(now::get);

  @Test
  void part_is_late_when_heartbeat_is_overdue_by_more_than_the_margin() {
    turns.took(Heartbeat.of("intake", Duration.ofSeconds(12)));
    turns.took(Heartbeat.of("submit", Duration.ofHours(6)));

    passes(Duration.ofMinutes(5));
    assertThat(turns.late()).isEmpty();

    passes(Duration.ofSeconds(13));
    assertThat(turns.late()).containsExactly("intake");

    turns.took(Heartbeat.of("intake", Duration.ofSeconds(12)));
    assertThat(turns.late()).isEmpty();
  }

  @Test
  void part_is_never_late_after_its_last_heartbeat() {
    turns.took(Heartbeat.of("submit", Duration.ofSeconds(10)));
    turns.took(Heartbeat.last("submit"));

    passes(Duration.ofDays(2));

    assertThat(turns.late()).isEmpty();
  }

  private void passes(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
