package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurabilityAdviceTest {
  private static final String GOOD =
      "# Memory\r\nmaxmemory:1000\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n";

  @Test
  void durable_redis_gets_no_advice() {
    assertThat(DurabilityAdvice.advice(GOOD, "always")).isEmpty();
  }

  @Test
  void redis_without_durability_information_gets_no_advice() {
    assertThat(DurabilityAdvice.advice("", "")).isEmpty();
  }

  @Test
  void redis_without_append_only_file_gets_advice() {
    assertThat(DurabilityAdvice.advice(GOOD.replace("enabled:1", "enabled:0"), "everysec"))
        .singleElement()
        .asString()
        .endsWith("set appendonly yes");
  }

  @Test
  void redis_with_lazy_fsync_gets_advice() {
    assertThat(DurabilityAdvice.advice(GOOD, "everysec"))
        .singleElement()
        .asString()
        .endsWith("set appendfsync always");
  }

  @Test
  void eviction_policy_gets_advice_only_with_a_memory_limit() {
    String evicting = GOOD.replace("noeviction", "allkeys-lru");
    assertThat(DurabilityAdvice.advice(evicting, "always"))
        .singleElement()
        .asString()
        .endsWith("set maxmemory-policy noeviction");
    assertThat(DurabilityAdvice.advice(evicting.replace(":1000", ":0"), "always")).isEmpty();
  }
}
