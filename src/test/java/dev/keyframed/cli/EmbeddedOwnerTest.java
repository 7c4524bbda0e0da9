package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.cli.CommandFixture.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which rights commands have in the embedded Redis of a daemon. */
class EmbeddedOwnerTest {
  @TempDir static Path data;
  private static EmbeddedRedis redis;

  @BeforeAll
  static void start() throws Exception {
    redis = EmbeddedRedis.start(data.resolve("redis"), 0);
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  private static Answer run(Path dataDir, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--set", "redis.embedded_port=" + redis.port()));
    all.addAll(List.of("--set", "data_dir=" + dataDir));
    return CommandFixture.runAlone(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stats", "list", "pause", "resume"})
  void command_is_owner_when_it_reads_the_daemons_data_dir(String command) {
    Answer answer = run(data, command);

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.err())
        .isEqualToIgnoringNewLines(
            "keyframed: configuration conf/keyframed.yaml, Redis at "
                + data.resolve("redis/redis.sock"));
  }

  @Test
  void owner_password_is_not_sent_to_another_server_on_the_port() throws Exception {
    Path dir = Files.createDirectories(data.resolve("stopped"));
    Files.createDirectory(dir.resolve("redis"));
    Files.writeString(dir.resolve("redis/redis.password"), "ab".repeat(32));
    try (ServerSocket squatter = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Answer answer =
          CommandFixture.runAlone(
              "list",
              "--set=redis.embedded_port=" + squatter.getLocalPort(),
              "--set=data_dir=" + dir);

      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err()).contains("redis.sock is unavailable", "is the daemon running");
      squatter.setSoTimeout(1);
      assertThatThrownBy(squatter::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void password_planted_in_the_current_folder_is_not_used() throws Exception {
    Path redis = Files.createDirectories(data.resolve("planted/redis"));
    assertThat(FileTrust.suspicion(redis)).isEmpty();

    Files.setPosixFilePermissions(redis, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(FileTrust.suspicion(redis))
        .hasValue(redis + " is writable by other users than its owner");
  }

  @Test
  void submit_and_status_work_without_the_owner_password() {
    Path none = data.resolve("none");
    Answer submitted = run(none, "submit", "--json", "--last-frame", "https://example.com/b.png");
    assertThat(submitted.code()).as(submitted.err()).isZero();

    Answer status = run(none, "status", submitted.json().getString("job_id"));

    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out()).contains("waiting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stats", "list", "cancel a", "retry a", "resolve a --not-created", "pause"})
  void command_without_owner_password_is_told_how_to_run_as_owner(String command) {
    Answer answer = run(data.resolve("none"), command.split(" "));

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines().skip(1))
        .singleElement()
        .asString()
        .isEqualTo(
            "keyframed: the embedded Redis permits this only to its owner, and no password was found in "
                + data.resolve("none/redis")
                + ": run the command as root or as the daemon's user, and name the daemon's data_dir by --config or --set data_dir=DIR");
  }
}
