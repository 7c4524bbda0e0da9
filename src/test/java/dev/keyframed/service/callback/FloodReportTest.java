package dev.keyframed.service.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.support.metrics.TroubleRegister;
import dev.keyframed.support.metrics.TroubleRegister.ActiveTrouble;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloodReportTest {
  private final TroubleRegister troubles =
      new TroubleRegister(new SimpleMeterRegistry(), Clock.systemUTC());
  private long now;
  private final FloodReport floods = new FloodReport(troubles, () -> now);

  @Test
  void flood_trouble_lasts_from_first_refusal_until_one_minute_without_any() {
    floods.update();
    assertThat(troubles.lasting()).isEmpty();

    floods.record(new InetSocketAddress("192.0.2.7", 1));
    assertThat(words()).contains(": 1 refused or evicted, the last from 192.0.2.7;");

    for (int more = 0; more < 9; more++) {
      floods.record(new InetSocketAddress("192.0.2.8", 1));
    }
    floods.update();
    assertThat(words()).contains(": 10 refused or evicted, the last from 192.0.2.8;");

    now += FloodReport.QUIET.minusNanos(1).toNanos();
    floods.update();
    assertThat(troubles.lasting()).hasSize(1);
    now += Duration.ofNanos(1).toNanos();
    floods.update();
    assertThat(troubles.lasting()).isEmpty();

    floods.record(null);
    assertThat(words()).contains(": 1 refused or evicted;");
  }

  private String words() {
    assertThat(troubles.lasting()).extracting(ActiveTrouble::reason).containsExactly("flooded");
    return troubles.lasting().get(0).words();
  }
}
