package dev.keyframed.adapter.embedded;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import dev.keyframed.ops.Tool;
import dev.keyframed.support.net.RedisLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRedisTest {
  private static final int NOBODY = 65_534;

  @TempDir Path dir;

  @Test
  void port_in_use_is_reported_for_embedded_redis() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedRedis.start(dir, other.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("redis.embedded_port");
    }
  }

  @Test
  void closed_embedded_redis_does_not_listen_and_leaves_no_process_record() throws Exception {
    EmbeddedRedis redis = EmbeddedRedis.start(dir, 0);
    assertThat(dir.resolve("redis.process")).exists();
    redis.close();
    redis.close();
    assertThat(dir.resolve("redis.process")).doesNotExist();
    assertThatThrownBy(() -> connect(redis.port())).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis.lock", "redis.log", "appendonlydir"})
  void folder_with_a_link_in_it_is_not_used(String name) throws Exception {
    Path victim = Files.writeString(dir.resolve("victim"), "untouched");
    Path folder = Files.createDirectory(dir.resolve("redis"));
    Files.createSymbolicLink(folder.resolve(name), victim);

    assertThatThrownBy(() -> EmbeddedRedis.start(folder, 0))
        .isInstanceOf(RedisFolderPlantedException.class)
        .hasMessageContaining(folder.resolve(name) + " is a link");

    assertThat(victim).hasContent("untouched");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "data/redis", "data/redis/redis.process"})
  void folder_that_another_user_has_prepared_is_not_used(String planted) throws Exception {
    Tool.need(new UnixSystem().getUid() == 0, "only root can give files away");
    Path folder = Files.createDirectories(dir.resolve("data/redis"));
    Files.writeString(folder.resolve("redis.process"), "1 ?");
    Files.setAttribute(dir.resolve(planted), "unix:uid", NOBODY);

    assertThatThrownBy(() -> EmbeddedRedis.start(folder, 0))
        .isInstanceOf(RedisFolderPlantedException.class)
        .hasMessageContaining(dir.resolve(planted) + " belongs to ")
        .hasMessageContaining("set data_dir to a folder of this user");
  }

  @Test
  void folder_whose_name_leaves_no_room_for_a_socket_is_refused() {
    Path folder = dir.resolve("a".repeat(100));

    assertThatThrownBy(() -> EmbeddedRedis.start(folder, 0))
        .hasMessageContaining("too long a name for the socket");
  }

  @Test
  void embedded_redis_of_a_killed_daemon_is_stopped_at_the_next_start() throws Exception {
    RedisProcess leftBehind = leaveBehind();

    try (EmbeddedRedis next = EmbeddedRedis.start(dir, leftBehind.port())) {
      connect(next.port());
    }

    assertThat(leftBehind.endsWithin(0, MILLISECONDS)).isTrue();
  }

  /** Starts a server and releases its folder, as after the kill of its daemon. */
  private RedisProcess leaveBehind() throws IOException {
    RedisBinary binary = RedisBinary.find();
    try (RedisFolder folder = RedisFolder.take(dir)) {
      RedisProcess process =
          RedisProcess.start(folder, 0, binary, RedisUsers.of("keyframed", binary));
      process.awaitUp(() -> {});
      return process;
    }
  }

  @Test
  void embedded_redis_folder_of_a_running_daemon_is_refused() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      assertThatThrownBy(() -> EmbeddedRedis.start(dir, 0))
          .isInstanceOf(RedisFolderInUseException.class)
          .hasMessageContaining(
              "is in use by a running daemon, pid " + ProcessHandle.current().pid());

      connect(redis.port());
    }
  }

  @Test
  void left_over_embedded_redis_without_process_record_is_stopped() throws Exception {
    RedisProcess left = leaveBehind();
    Files.delete(dir.resolve("redis.process"));

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, left.port())) {
      assertThat(left.endsWithin(0, SECONDS)).isTrue();
      connect(redis.port());
    }
  }

  @Test
  void start_fails_while_left_over_redis_without_record_and_password_runs() throws Exception {
    RedisProcess redis = leaveBehind();
    try {
      Files.delete(dir.resolve("redis.process"));
      Files.delete(dir.resolve("redis.password"));

      assertThatThrownBy(() -> EmbeddedRedis.start(dir, 0))
          .hasMessageContaining("still uses the data in " + dir.toRealPath())
          .hasMessageContaining("stop it, then start again");

      connect(redis.port());
    } finally {
      redis.stop();
    }
  }

  @Test
  void start_fails_while_the_recorded_owner_of_embedded_redis_runs_without_a_lock()
      throws Exception {
    RedisProcess redis = leaveBehind();
    try {
      Path note = dir.resolve("redis.process");
      ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
      String owner = other.pid() + " " + other.info().startInstant().orElseThrow();
      Files.writeString(note, Files.readAllLines(note).get(0) + "\n" + owner);

      assertThatThrownBy(() -> EmbeddedRedis.start(dir, 0))
          .hasMessageContaining("is in use by a running daemon, pid " + other.pid());

      connect(redis.port());
    } finally {
      redis.stop();
    }
  }

  @Test
  void process_with_recorded_pid_and_other_start_time_is_not_stopped() throws Exception {
    long own = ProcessHandle.current().pid();
    Files.writeString(dir.resolve("redis.process"), own + " 2001-01-01T00:00:00Z");
    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      connect(redis.port());
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void foreign_process_on_the_port_is_not_mistaken_for_embedded_redis_and_gets_no_password()
      throws Exception {
    Path go = dir.resolve("go");
    Path late =
        Files.writeString(
            dir.resolve("late"),
            "#!/bin/sh\nwhile [ ! -e %s ]; do sleep 0.02; done\nexec %s \"$@\"\n"
                .formatted(go, RedisBinary.find().path()));
    assertThat(late.toFile().setExecutable(true)).isTrue();
    RedisBinary binary = new RedisBinary(late, "7.0.15", RedisBinary.Source.SYSTEM);
    try (RedisFolder folder = RedisFolder.take(dir.resolve("redis"))) {
      RedisProcess process =
          RedisProcess.start(folder, 0, binary, RedisUsers.of("keyframed", binary));
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (ServerSocket stranger = new ServerSocket(process.port(), 9, loopback)) {
        Files.createFile(go);

        assertThatThrownBy(() -> process.awaitUp(() -> {}))
            .hasMessageContaining("port " + process.port() + " of 127.0.0.1")
            .hasMessageContaining("is in use");

        stranger.setSoTimeout(1);
        assertThatThrownBy(stranger::accept).isInstanceOf(SocketTimeoutException.class);
      } finally {
        process.stop();
      }
    }
  }

  @Test
  void foreign_redis_without_login_is_not_mistaken_for_embedded_redis() throws Exception {
    try (EmbeddedRedis other = NoLoginRedisFixture.start(dir, 0)) {
      long own = ProcessHandle.current().pid();
      Optional<RedisLogin> login = Optional.of(new RedisLogin("keyframed", "pw"));

      for (Optional<RedisLogin> each : List.of(Optional.<RedisLogin>empty(), login)) {
        RedisUsers users = new RedisUsers("", Optional.empty(), each);
        assertThat(PortAnswer.of(other.port(), users, own)).isEqualTo(PortAnswer.OTHER_PROCESS);
      }
    }
  }

  @Test
  void embedded_redis_files_become_private_to_their_owner() throws Exception {
    EmbeddedRedis.start(dir, 0).close();
    for (Path path : tree()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    try (EmbeddedRedis redis = EmbeddedRedis.start(dir, 0)) {
      connect(redis.port());
      assertThat(dir.resolve("redis.password")).exists();
      for (Path path : tree()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertThat(mode).as(path.toString()).endsWith("------");
      }
    }
    assertThat(dir.resolve("redis.password")).doesNotExist();
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.toList();
    }
  }

  private static void connect(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
