package dev.keyframed.ops;


import dev.keyframed.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Provides tests of a daemon's process that cannot reach its Redis. */
abstract class NoRedisTestBase {
  static final int PATIENCE = 30;

  @TempDir Path dir;
  int redis;
  int management;

  @BeforeEach
  void choosePorts() throws IOException {
    redis = ServeProcess.freePort();
    management = ServeProcess.freePort();
  }

  Path configuration(String redis) throws IOException {
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        """
        data_dir: %s
        %s
        management: {port: %d}
        callback: {enabled: false}
        """
            .formatted(dir, redis, management));
  }

  /** Waits until the daemon has logged that text. */
  static void awaitSaid(ServeProcess daemon, String text) throws Exception {
    Eventually.await("logged: " + text, () -> daemon.said().contains(text));
  }
}
