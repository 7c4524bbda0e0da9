package dev.keyframed.support.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleReporter.Party;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TroubleRegisterTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TroubleRegister register =
      new TroubleRegister(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void trouble_keeps_latest_message_until_it_ends() {
    register.begins(Party.STORAGE, "full", "no room");
    register.begins(Party.STORAGE, "full", "no room at all");
    register.begins(Party.REDIS, "unreachable", "refused");
    assertThat(register.lasting())
        .containsExactly(
            new TroubleRegister.ActiveTrouble(Party.STORAGE, "full", "no room at all", NOW),
            new TroubleRegister.ActiveTrouble(Party.REDIS, "unreachable", "refused", NOW));
    assertThat(gauge("storage", "full")).isEqualTo(1);
    register.ends(Party.STORAGE, "full");
    assertThat(register.lasting()).hasSize(1);
    assertThat(gauge("storage", "full")).isZero();
    register.begins(Party.STORAGE, "full", "again");
    assertThat(gauge("storage", "full")).isEqualTo(1);
  }

  @Test
  void end_of_unknown_trouble_is_ignored() {
    register.ends(Party.PROVIDER, "unreachable");
    assertThat(register.lasting()).isEmpty();
    assertThat(gauge("provider", "unreachable")).isZero();
  }

  private double gauge(String with, String reason) {
    return registry.get("keyframed.trouble").tags("with", with, "reason", reason).gauge().value();
  }
}
