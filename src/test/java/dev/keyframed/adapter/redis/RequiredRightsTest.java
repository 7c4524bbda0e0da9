package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.port.Timing;
import dev.keyframed.support.net.RedisEndpoint;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the rights that a daemon's user needs, and the messages when one is missing. */
class RequiredRightsTest {
  private static final Duration PROBING = Duration.ofMillis(200);
  private static final RequiredRights RIGHTS = new RequiredRights("ns");

  private RedisFixture redis;
  private final RecordingTroubleReporter troubles = new RecordingTroubleReporter();
  private RedisNamespace namespace;

  @BeforeEach
  void start() throws Exception {
    redis = RedisFixture.start();
    user(RIGHTS.rules().split(" ", -1));
  }

  @AfterEach
  void stop() throws Exception {
    if (namespace != null) {
      namespace.close().await(5, SECONDS);
    }
    redis.stop();
  }

  private void user(String... rules) throws Exception {
    List<Object> words = new ArrayList<>(List.of("SETUSER", "app", "on", ">pw"));
    words.addAll(Arrays.asList(rules));
    assertThat(redis.command(Command.ACL, words.toArray()).toString()).isEqualTo("OK");
  }

  private RedisEndpoint endpoint() {
    return RedisEndpoint.parse("redis://app:pw@127.0.0.1:" + redis.server.port());
  }

  private Future<Void> open() {
    namespace =
        new RedisNamespace(
            redis.vertx,
            new RedisSettings(endpoint(), "ns", Duration.ofHours(1), 100, "one"),
            Timing.NONE,
            troubles,
            Clock.systemUTC(),
            RedisFixture.FORGOTTEN,
            PROBING);
    return namespace.open();
  }

  private String reason() {
    return namespace.health(Optional::empty).status().reason();
  }

  @Test
  void each_required_right_is_reported_when_it_is_revoked() throws Exception {
    RedisConnector connector = new RedisConnector(redis.vertx, endpoint(), "test", "test");
    Redis client = connector.client();
    RedisConnection connection = connector.connect(client).await(10, SECONDS);
    assertThat(RIGHTS.missing(endpoint(), connection::send).await(10, SECONDS)).isEmpty();
    for (String rule : RIGHTS.rules().split(" ", -1)) {
      if (rule.startsWith("+")) {
        user(rule.replaceFirst("\\+", "-"));
        Optional<MissingRightException> missing =
            RIGHTS.missing(endpoint(), connection::send).await(10, SECONDS);
        user(rule);
        assertThat(missing).as(rule).isPresent();
        assertThat(missing.get())
            .hasMessageContaining("may not run " + rule.substring(1).replaceFirst("\\|.*", ""))
            .hasMessageEndingWith("ACL SETUSER with that user and ~{ns}:* " + rule);
      }
    }
    client.close();
  }

  @Test
  void acl_rules_allow_exactly_the_commands_of_scripts_and_daemon() throws Exception {
    Set<String> called = new TreeSet<>();
    Path scripts = Path.of("src/main/resources/dev/keyframed/adapter/redis");
    // Some commands are called through write() of lib.lua. The removed words are options of
    // commands.
    collect(called, scripts, "*.lua", Pattern.compile("'([A-Z]{3,})'"));
    called.removeAll(
        Set.of(
            "MAXLEN",
            "LIMIT",
            "WITHSCORES",
            "GROUP",
            "COUNT",
            "STREAMS",
            "FORCE",
            "JUSTID",
            "GROUPS",
            "CONSUMERS",
            "CREATE",
            "MKSTREAM",
            "STREAM",
            "DELCONSUMER",
            "IDLE"));
    // NamespaceClient has what only operators' commands use. Nothing depends on CLIENT and CONFIG.
    // SELECT
    // is needed only with a database number, and every user may run AUTH.
    Path code = Path.of("src/main/java/dev/keyframed/adapter/redis");
    collect(called, code, "Redis*.java", Pattern.compile("Command\\.([A-Z]+)\\b"));
    collect(called, code, "Script.java", Pattern.compile("Command\\.([A-Z]+)\\b"));
    called.removeAll(Set.of("CLIENT", "CONFIG", "SELECT", "AUTH"));

    Set<String> allowed = new TreeSet<>();
    for (String rule : RIGHTS.rules().split(" ", -1)) {
      if (rule.startsWith("+")) {
        allowed.add(rule.substring(1).replaceFirst("\\|.*", "").toUpperCase(Locale.ROOT));
      }
    }
    assertThat(allowed).isEqualTo(called);
  }

  private static void collect(Set<String> found, Path dir, String files, Pattern call)
      throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(dir, files)) {
      for (Path file : all) {
        Matcher matcher = call.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
  }

  @Test
  void operations_page_lists_the_acl_rules() {
    Page rights = Page.of("operations.md").section("The daemon's user");
    assertThat(rights.blocks("").get(0)).contains(new RequiredRights("keyframed").rules());
    assertThat(rights.text()).contains(RequiredRights.OF_COMMANDS);
  }

  @Test
  void redis_user_with_exactly_the_acl_rules_is_ready() throws Exception {
    open().await(10, SECONDS);

    assertThat(reason()).isEqualTo("connected");
    // A refused command closes no connection, and is not a trouble.
    assertThat(redis.command(Command.CLIENT, "LIST").toString()).contains("user=app");
    assertThat(troubles.told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+@all -@dangerous", "+@all -info", "-@all +eval +evalsha +get"})
  void missing_right_keeps_the_daemon_not_ready_and_is_reported(String rules) throws Exception {
    user(rules.split(" ", -1));

    Future<Void> opened = open();

    troubles.awaitNext("begins missing_right");
    assertThat(opened.isComplete()).isFalse();
    assertThat(reason())
        .startsWith(
            "Redis at 127.0.0.1:" + redis.server.port() + ": the user of keyframed may not run ")
        .contains("~{ns}:* +");

    user(RIGHTS.rules().split(" ", -1));
    opened.await(20, SECONDS);
    troubles.awaitNext("ends missing_right");
  }

  @Test
  void missing_right_to_eval_is_reported() throws Exception {
    user("-eval");

    Future<Void> opened = open();

    troubles.awaitNext("begins missing_right");
    assertThat(opened.isComplete()).isFalse();
    assertThat(reason()).contains("the user of keyframed may not run eval;");
  }

  @Test
  void missing_right_to_keys_of_the_namespace_is_reported() throws Exception {
    user("resetkeys", "~{ns}:job*", "~{ns}:format");

    Future<Void> opened = open();

    troubles.awaitNext("begins missing_right");
    assertThat(opened.isComplete()).isFalse();
    assertThat(reason()).contains("the user of keyframed may not run ").contains(" on {ns}:");
  }

  @Test
  void revoked_right_is_reported_and_restored_without_reconnecting() throws Exception {
    open().await(10, SECONDS);
    String before = connections();

    user("-xadd");
    troubles.awaitNext("begins missing_right");
    assertThat(reason()).contains("the user of keyframed may not run xadd on {ns}:results; ");

    user("+xadd");
    troubles.awaitNext("ends missing_right");
    assertThat(reason()).isEqualTo("connected");
    assertThat(connections()).isEqualTo(before);
  }

  /** Returns the ids of the connections of the daemon's user. */
  private String connections() throws Exception {
    String all = redis.command(Command.CLIENT, "LIST").toString();
    StringBuilder ids = new StringBuilder();
    all.lines()
        .filter(line -> line.contains("user=app"))
        .map(line -> line.replaceFirst("id=(\\d+) .*", "$1 "))
        .sorted()
        .forEach(ids::append);
    return ids.toString();
  }

  @Test
  void refusal_of_a_producers_command_closes_no_connection() throws Exception {
    Request client = Request.cmd(Command.CONFIG).arg("GET").arg("appendfsync");
    RedisConnector connector = new RedisConnector(redis.vertx, endpoint(), "test", "test");
    RedisLink link =
        new RedisLink(
            redis.vertx,
            connector,
            "test",
            made -> Future.succeededFuture(),
            Timing.NONE,
            new RedisTroubles(troubles));
    link.start().await(10, SECONDS);

    assertThat(
            link.send("config", client)
                .transform(Future::succeededFuture)
                .await(5, SECONDS)
                .cause())
        .isInstanceOf(RedisErrorException.class)
        .hasMessageContaining("NOPERM");

    assertThat(link.isConnected()).isTrue();
    link.close().await(5, SECONDS);
  }
}
