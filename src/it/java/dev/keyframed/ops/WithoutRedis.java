package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Provides tests of a daemon's process that cannot reach its Redis. */
abstract class WithoutRedis {
  static final int PATIENCE = 30;
  private static final long LOOK_MILLIS = 50;
  private static final int LOOKS = 1200;

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

  /** Represents a condition that a test waits for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(Condition condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int look = 0; look < LOOKS && !condition.holds(); look++) {
      assertThat(never.await(LOOK_MILLIS, MILLISECONDS)).isFalse();
    }
    assertThat(condition.holds()).isTrue();
  }
}
