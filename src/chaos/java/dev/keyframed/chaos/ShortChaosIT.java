package dev.keyframed.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the harness in its short form. */
final class ShortChaosIT {
  @TempDir Path dir;

  @Test
  void short_chaos_run_pays_nothing_twice_and_loses_nothing() throws Exception {
    ChaosPlan plan = new ChaosPlan(Long.getLong("chaos.seed", 1), 45, 8, 1, 30, ChaosPlan.FAULTS);
    Audit audit = Harness.run(dir, plan, Duration.ofSeconds(150)).audit();
    assertThat(audit.isClean()).as(audit.line()).isTrue();
  }
}
