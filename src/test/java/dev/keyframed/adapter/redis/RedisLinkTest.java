package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoreContract.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.job.Job;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.UnconfirmedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the connections while Redis becomes unavailable and available again. */
class RedisLinkTest {
  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> timed = new ConcurrentHashMap<>();
  private EmbeddedRedis server;
  private RedisNamespace namespace;

  @BeforeEach
  void open() throws Exception {
    server = NoLoginRedisFixture.start(dir, 0);
    namespace = namespace();
    namespace.open().await(10, SECONDS);
  }

  private RedisNamespace namespace() {
    Timing timing = (operation, outcome, took) -> timed.put(operation, outcome);
    return new RedisNamespace(
        vertx,
        new RedisSettings(server.url(), "ns", Duration.ofHours(1), 100, "one"),
        timing,
        TroubleReporter.NONE);
  }

  @AfterEach
  void close() throws Exception {
    namespace.close().await(5, SECONDS);
    vertx.close().await(10, SECONDS);
    server.close();
  }

  @Test
  void redis_link_reconnects_by_itself_and_jobs_are_still_stored() throws Exception {
    Job job = StoredJobFixture.queued("a");
    assertThat(get(namespace.store().admit(StoredJobFixture.arrival(job))))
        .isEqualTo(new AdmitResult.New());
    assertThat(namespace.health(server::fault).status().well()).isTrue();

    server.close();
    assertThatThrownBy(() -> get(namespace.store().find(job.id())))
        .isInstanceOf(RedisUnavailableException.class);
    assertThat(namespace.health(server::fault).status().well()).isFalse();
    assertThat(namespace.health(server::fault).status().reason())
        .startsWith("Redis at 127.0.0.1:" + server.port() + " is unavailable: ");

    Promise<Void> back = Promise.promise();
    namespace.onConnected(back::tryComplete);
    server = NoLoginRedisFixture.start(dir, server.port());
    back.future().await(20, SECONDS);
    assertThat(get(namespace.store().find(job.id()))).contains(job);
    assertThat(get(namespace.store().head()).job()).contains(job);
  }

  @Test
  void killed_embedded_redis_is_restarted_with_its_jobs() throws Exception {
    Job job = StoredJobFixture.queued("a");
    assertThat(get(namespace.store().admit(StoredJobFixture.arrival(job))))
        .isEqualTo(new AdmitResult.New());
    Promise<Void> back = Promise.promise();
    namespace.onConnected(back::tryComplete);

    signal("-KILL", dir);

    back.future().await(20, SECONDS);
    assertThat(get(namespace.store().find(job.id()))).contains(job);
  }

  @Test
  void embedded_redis_reports_why_it_cannot_be_restarted_until_it_can() throws Exception {
    Path aof = dir.resolve("appendonlydir");
    Path away = dir.resolve("elsewhere");
    Promise<Void> back = Promise.promise();
    namespace.onConnected(back::tryComplete);
    Files.move(aof, away);
    Files.writeString(aof, "in its way");
    signal("-KILL", dir);
    Eventually.await(
        "the restart has failed",
        () -> server.fault().filter(why -> why.contains("cannot be restarted")).isPresent());

    assertThat(namespace.health(server::fault).status().reason())
        .startsWith("the embedded Redis cannot be restarted: ")
        .contains("appendonlydir");

    Files.delete(aof);
    Files.move(away, aof);
    back.future().await(30, SECONDS);
  }

  @Test
  void redis_commands_fail_at_once_before_the_first_connection() {
    RedisNamespace unopened = namespace();
    assertThatThrownBy(() -> get(unopened.store().head()))
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessageContaining("not connected yet")
        .hasNoCause();
  }

  @Test
  void redis_commands_are_timed_by_name() throws Exception {
    assertThat(get(namespace.store().head()).job()).isEmpty();
    assertThat(timed).containsEntry("head", "ok");
  }

  @Test
  void namespace_closed_before_it_was_opened_does_not_wait() throws Exception {
    RedisNamespace closed = namespace();
    closed.close().await(5, SECONDS);
    assertThatThrownBy(() -> closed.open().await(10, SECONDS)).hasMessageContaining("closed");
  }

  @Test
  void records_of_a_newer_format_are_refused() throws Exception {
    assertThat(say(Command.SET, "{ns}:format", "5")).isEqualTo("OK");
    RedisNamespace older = namespace();
    assertThatThrownBy(() -> older.open().await(10, SECONDS))
        .hasMessageContaining("format 5")
        .hasMessageContaining("format 4");
    assertThatThrownBy(() -> get(older.store().head()))
        .isInstanceOf(RedisUnavailableException.class);
    older.close().await(5, SECONDS);
    assertThat(say(Command.GET, "{ns}:format")).isEqualTo("5");
  }

  @Test
  void older_format_number_is_raised_when_connecting() throws Exception {
    assertThat(say(Command.SET, "{ns}:format", "1")).isEqualTo("OK");
    RedisNamespace newer = namespace();
    newer.open().await(10, SECONDS);
    newer.close().await(5, SECONDS);
    assertThat(say(Command.GET, "{ns}:format")).isEqualTo("4");
  }

  private String say(Command command, Object... words) throws Exception {
    Redis user = Redis.createClient(vertx, server.url());
    String reply = get(user.send(Request.cmd(command, words))).toString();
    user.close();
    return reply;
  }

  @Test
  void vote_fails_unless_a_replica_has_stored_it(@TempDir Path other) throws Exception {
    try (EmbeddedRedis replica = NoLoginRedisFixture.start(other, 0)) {
      follow(replica);
      Job job = StoredJobFixture.queued("a");
      assertThat(get(namespace.store().admit(StoredJobFixture.arrival(job))))
          .isEqualTo(new AdmitResult.New());
      Job voted = StoredJobFixture.changed(job, draft -> draft.voted = true);
      Job stored = ((StoreResult.Stored) get(namespace.store().swap(job, voted, true))).job();

      signal("-STOP", other);
      try {
        Job again = StoredJobFixture.changed(stored, draft -> draft.retries = 1);
        assertThatThrownBy(() -> get(namespace.store().swap(stored, again, true)))
            .isInstanceOf(UnconfirmedException.class)
            .hasMessageContaining("no replica");
        // Only a vote waits for a replica.
        Job now = get(namespace.store().find(job.id())).orElseThrow();
        assertThat(get(namespace.store().swap(now, again, false)))
            .isInstanceOf(StoreResult.Stored.class);
      } finally {
        signal("-CONT", other);
      }
    }
  }

  /** Waits until the replica receives writes of this server. */
  private void follow(EmbeddedRedis replica) throws Exception {
    Redis there = Redis.createClient(vertx, replica.url());
    Request follow =
        Request.cmd(Command.REPLICAOF).arg("127.0.0.1").arg(Integer.toString(server.port()));
    assertThat(get(there.send(follow)).toString()).isEqualTo("OK");
    there.close();
    Redis here = Redis.createClient(vertx, server.url());
    RedisConnection connection = get(here.connect());
    Response written = get(connection.send(Request.cmd(Command.SET, "x", "y")));
    assertThat(written.toString()).isEqualTo("OK");
    Future<Response> taken = connection.send(Request.cmd(Command.WAIT, "1", "20000"));
    assertThat(taken.await(20, SECONDS).toInteger()).isEqualTo(1);
    here.close();
  }

  private static void signal(String signal, Path dir) throws Exception {
    String noted = Files.readString(dir.resolve("redis.process"));
    String pid = noted.substring(0, noted.indexOf(' '));
    assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
  }
}
