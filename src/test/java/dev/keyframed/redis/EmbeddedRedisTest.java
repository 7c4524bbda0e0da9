package dev.keyframed.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  @TempDir Path dir;

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedRedis.start(dir, other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("redis.embedded_port");
    }
  }

  @Test
  void once_closed_it_no_longer_listens_and_leaves_no_trace_of_a_process() throws Exception {
    EmbeddedRedis redis = EmbeddedRedis.start(dir, 0);
    assertThat(dir.resolve("redis.process")).exists();
    redis.close();
    redis.close();
    assertThat(dir.resolve("redis.process")).doesNotExist();
    assertThatThrownBy(() -> connect(redis.port())).isInstanceOf(IOException.class);
  }

  @Test
  void one_that_a_killed_daemon_has_left_behind_makes_way() throws Exception {
    EmbeddedRedis leftBehind = EmbeddedRedis.start(dir, 0);
    try (EmbeddedRedis next = EmbeddedRedis.start(dir, leftBehind.port())) {
      connect(next.port());
    }
    leftBehind.close();
  }

  @Test
  void one_of_a_daemon_that_runs_is_left_to_it() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      Path note = dir.resolve("redis.process");
      ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
      String owner = other.pid() + " " + other.info().startInstant().orElseThrow();
      Files.writeString(note, Files.readAllLines(note).get(0) + "\n" + owner);

      assertThatThrownBy(() -> EmbeddedRedis.start(dir, 0))
          .hasMessageContaining("belongs to a daemon that runs, pid " + other.pid());

      connect(redis.port());
    }
  }

  @Test
  void one_that_reads_its_data_is_waited_for() throws Exception {
    String word = "*3\r\n$6\r\nINCRBY\r\n$1\r\na\r\n$1\r\n1\r\n";
    Files.writeString(dir.resolve("appendonly.aof"), word.repeat(1_500_000));
    AtomicInteger told = new AtomicInteger();
    Duration farewell = Duration.ofSeconds(40);

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0, farewell, told::incrementAndGet)) {
      connect(redis.port());
    }
    assertThat(told).hasPositiveValue();
  }

  @Test
  void a_stranger_is_not_taken_for_it() throws Exception {
    long own = ProcessHandle.current().pid();
    Files.writeString(dir.resolve("redis.process"), own + " 2001-01-01T00:00:00Z");
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      connect(redis.port());
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
