package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests jobs that wait for a limit until a reload raises it; otherwise they would time out. */
final class ReloadIT {
  private static final int JOBS = 5;

  @TempDir Path dir;

  @Test
  void reload_raises_requests_per_minute() throws Exception {
    try (World world = new World(dir, World.provider(), "provider.requests_per_minute=1")) {
      world.start();
      enqueue(world);
      assertThat(world.results(1)).hasSize(1);
      assertThat(world.sandbox.ledger().submissions()).hasSize(1);

      world.reload("provider.requests_per_minute=6000");

      assertThat(world.results(JOBS)).hasSize(JOBS);
    }
  }

  @Test
  void reload_raises_the_limit_of_tasks_in_flight() throws Exception {
    var slow = World.provider().withGeneration(Duration.ofHours(1));
    try (World world = new World(dir, slow, "provider.max_in_flight=1")) {
      world.start();
      enqueue(world);
      Eventually.await("one is generating", () -> generating(world, 1));
      assertThat(world.sandbox.ledger().submissions()).hasSize(1);

      world.reload("provider.max_in_flight=3");

      Eventually.await("three are generating", () -> generating(world, 3));
      assertThat(world.sandbox.ledger().submissions()).hasSize(3);
    }
  }

  private static void enqueue(World world) throws Exception {
    for (int i = 0; i < JOBS; i++) {
      world.enqueue(Jobs.good("job-" + i));
    }
  }

  private static boolean generating(World world, int count) {
    return world.metrics().contains("keyframed_jobs{state=\"generating\"} " + count + ".0");
  }
}
