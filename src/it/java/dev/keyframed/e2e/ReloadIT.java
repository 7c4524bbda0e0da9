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
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), "provider.requests_per_minute=1")) {
      fixture.start();
      enqueue(fixture);
      assertThat(fixture.results(1)).hasSize(1);
      assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);

      fixture.reload("provider.requests_per_minute=6000");

      assertThat(fixture.results(JOBS)).hasSize(JOBS);
    }
  }

  @Test
  void reload_raises_the_limit_of_tasks_in_flight() throws Exception {
    var slow = DaemonFixture.provider().withGeneration(Duration.ofHours(1));
    try (DaemonFixture fixture = new DaemonFixture(dir, slow, "provider.max_in_flight=1")) {
      fixture.start();
      enqueue(fixture);
      Eventually.await("one is generating", () -> generating(fixture, 1));
      assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);

      fixture.reload("provider.max_in_flight=3");

      Eventually.await("three are generating", () -> generating(fixture, 3));
      assertThat(fixture.sandbox.ledger().submissions()).hasSize(3);
    }
  }

  private static void enqueue(DaemonFixture fixture) throws Exception {
    for (int i = 0; i < JOBS; i++) {
      fixture.enqueue(JobJsonFixture.good("job-" + i));
    }
  }

  private static boolean generating(DaemonFixture fixture, int count) {
    return fixture.metrics().contains("keyframed_jobs{state=\"generating\"} " + count + ".0");
  }
}
