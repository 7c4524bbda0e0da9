package dev.keyframed.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurabilityAdviceTest {
  private static final String GOOD =
      "# Memory\r\nmaxmemory:1000\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n";

  @Test
  void a_redis_that_keeps_everything_needs_no_advice() {
    assertThat(DurabilityAdvice.advice(GOOD, "always")).isEmpty();
  }

  @Test
  void one_that_does_not_say_is_not_blamed() {
    assertThat(DurabilityAdvice.advice("", "")).isEmpty();
  }

  @Test
  void without_an_append_only_file_a_restart_forgets() {
    assertThat(DurabilityAdvice.advice(GOOD.replace("enabled:1", "enabled:0"), "everysec"))
        .singleElement()
        .asString()
        .endsWith("set appendonly yes");
  }

  @Test
  void with_a_lazy_one_a_kill_forgets() {
    assertThat(DurabilityAdvice.advice(GOOD, "everysec"))
        .singleElement()
        .asString()
        .endsWith("set appendfsync always");
  }

  @Test
  void keys_may_be_evicted_only_where_memory_has_a_limit() {
    String evicting = GOOD.replace("noeviction", "allkeys-lru");
    assertThat(DurabilityAdvice.advice(evicting, "always"))
        .singleElement()
        .asString()
        .endsWith("set maxmemory-policy noeviction");
    assertThat(DurabilityAdvice.advice(evicting.replace(":1000", ":0"), "always")).isEmpty();
  }
}
