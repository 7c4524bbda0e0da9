package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.adapter.redis.FakeOldRedis;
import dev.keyframed.cli.CommandFixture.Answer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that problems of Redis are reported in one line, with the right exit code. */
class RedisFaultsTest {
  private static final String OLD = "Redis at 127.0.0.1:%d is %s; 7.0 or newer is needed";

  @TempDir Path dir;

  private Answer command(String redis, String... words) throws Exception {
    String[] all = new String[words.length + 4];
    System.arraycopy(words, 0, all, 0, words.length);
    Path file = Files.writeString(dir.resolve("redis.yaml"), "redis: {" + redis + "}");
    all[words.length] = "--config";
    all[words.length + 1] = file.toString();
    all[words.length + 2] = "--set";
    all[words.length + 3] = "namespace=ns";
    return CommandFixture.runAlone(all);
  }

  private static String at(int port) {
    return "url: 'redis://127.0.0.1:" + port + "'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "retry", "cancel"})
  void command_exits_2_when_redis_is_too_old(String command) throws Exception {
    try (FakeOldRedis old = FakeOldRedis.start(true)) {
      Answer answer = command(at(old.port()), command, "a");

      assertThat(answer.err())
          .isEqualToIgnoringNewLines("keyframed: " + OLD.formatted(old.port(), "6.0.16"));
      assertThat(answer.code()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 6.0.16", "false, older than 7.0"})
  void daemon_exits_2_when_redis_is_too_old(boolean tells, String version) throws Exception {
    try (FakeOldRedis old = FakeOldRedis.start(tells)) {
      Path api = Files.writeString(dir.resolve("api"), "sandbox-key");
      Path file =
          Files.writeString(
              dir.resolve("keyframed.yaml"),
              """
              data_dir: %s
              redis: {%s}
              provider: {api_key_file: %s}
              callback: {enabled: false}
              management: {port: 0}
              """
                  .formatted(dir, at(old.port()), api));

      Answer answer = CommandFixture.runAlone("serve", "--config", file.toString());

      assertThat(answer.err())
          .isEqualToIgnoringNewLines(
              "keyframed: cannot start: " + OLD.formatted(old.port(), version));
      assertThat(answer.code()).isEqualTo(2);
    }
  }

  @Test
  void command_exits_1_with_one_line_when_redis_is_unreachable() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    Answer answer = command(at(port), "status", "a");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("keyframed: Redis at 127.0.0.1:" + port + " is unavailable: Connection refused")
        .contains("check redis.url and the server")
        .hasLineCount(1);
  }

  @Test
  void command_uses_one_connection_and_reports_denied_login_or_right_in_one_line()
      throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedRedis server = NoLoginRedisFixture.start(dir.resolve("there"), 0)) {
      Redis user = Redis.createClient(vertx, server.url());
      long before = connections(user);
      assertThat(command(at(server.port()), "cancel", "nosuch").err()).contains("nosuch");
      assertThat(connections(user) - before).isEqualTo(1);

      Request acl = Request.cmd(Command.ACL, "SETUSER", "look", "on", ">p+w", "~*", "+get");
      assertThat(user.send(acl).await(5, SECONDS).toString()).isEqualTo("OK");
      String named = at(server.port()) + ", username: look, password_file: ";
      Path wrong = Files.writeString(dir.resolve("wrong"), "Zq+Zx");
      Answer refused = command(named + wrong, "status", "a");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err())
          .startsWith("keyframed: Redis at 127.0.0.1:" + server.port() + " refused the login: ")
          .endsWith("set the right redis.username and redis.password\n")
          .doesNotContain("Zq")
          .hasLineCount(1);

      Path right = Files.writeString(dir.resolve("right"), "p+w");
      Answer unable = command(named + right, "status", "a");
      assertThat(unable.code()).isEqualTo(1);
      assertThat(unable.err())
          .contains("NOPERM")
          .contains("give its user the rights listed in src/docs/operations.md")
          .hasLineCount(1);
      user.close();
    } finally {
      vertx.close().await(10, SECONDS);
    }
  }

  private static long connections(Redis user) throws Exception {
    // The pool of this client keeps its connection.
    String stats = user.send(Request.cmd(Command.INFO, "stats")).await(5, SECONDS).toString();
    Matcher received = Pattern.compile("total_connections_received:(\\d+)").matcher(stats);
    assertThat(received.find()).isTrue();
    return Long.parseLong(received.group(1));
  }
}
