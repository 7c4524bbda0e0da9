package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.Main;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it. */
class DemoIT {
  /** Shorter than an embedded Redis waits for whoever should close it. */
  private static final int PATIENCE = 20;

  @TempDir Path dir;

  @Test
  void one_that_is_kept_ends_when_it_is_told_to_and_leaves_no_redis_behind() throws Exception {
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo",
                "--keep",
                "--output",
                dir.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = demo.inputReader()) {
      StringBuilder all = new StringBuilder();
      for (String line = ""; !line.startsWith("  metrics:"); line = said.readLine()) {
        assertThat(line).as(all.toString()).isNotNull();
        all.append(line).append('\n');
      }

      // Its own method would close what it says, too.
      assertThat(demo.toHandle().destroy()).isTrue();

      assertThat(demo.waitFor(PATIENCE, SECONDS)).as("ends by SIGTERM").isTrue();
      assertThat(said.readLine()).as("what is said after that").isNull();
      assertThat(all.toString()).contains(".mp4");
      assertThat(dir.resolve("redis").resolve("redis.process")).doesNotExist();
    } finally {
      demo.destroyForcibly();
    }
  }
}
