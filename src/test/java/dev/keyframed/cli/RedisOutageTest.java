package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.adapter.redis.RedisUnavailableException;
import dev.keyframed.app.CommandException;
import dev.keyframed.cli.CommandFixture.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests commands that wait for a job while Redis is killed and restarted. */
class RedisOutageTest {
  @TempDir Path dir;

  private EmbeddedRedis redis;
  private CommandFixture fixture;

  @BeforeEach
  void start() throws Exception {
    redis = CommandFixture.redis(dir);
    fixture = CommandFixture.open(redis);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
    redis.close();
  }

  @Test
  void submit_waits_through_a_restart_of_redis_and_prints_the_outcome() throws Exception {
    RecordingConsole out = new RecordingConsole();
    RecordingConsole err = new RecordingConsole();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () ->
                fixture.run(
                    out, err, "submit", "--id=w", "--last-frame=https://x.com/b", "--wait"));
    out.await("on the queue");

    assertThat(fixture.takeIn().id().text()).isEqualTo("w");

    restart(err);
    assertThat(again(() -> fixture.find("w")).ready()).isTrue();
    fixture.succeeded("w", "77");

    Answer answer = waiting.get(20, SECONDS);
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.lines()).last().isEqualTo("/videos/w.mp4");
    assertThat(answer.err().lines()).hasSize(2);
    assertThat(answer.err()).contains("; retrying for up to 5 min").contains("is available again");
  }

  @Test
  void watch_misses_no_change_during_a_restart_of_redis() throws Exception {
    fixture.queued("a");
    RecordingConsole out = new RecordingConsole();
    RecordingConsole err = new RecordingConsole();
    CompletableFuture<Answer> watching =
        CompletableFuture.supplyAsync(() -> fixture.run(out, err, "watch", "a"));
    out.await("a is queued");
    fixture.generating("a", "77");
    out.await("generating");

    restart(err);
    assertThat(again(() -> fixture.find("a")).taskId()).isEqualTo("77");
    fixture.downloaded("a", "77");

    Answer answer = watching.get(20, SECONDS);
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.lines().stream().skip(1).map(line -> line.replaceFirst("^\\S+  a  ", "")))
        .containsExactly(
            "queued -> submitting",
            "submitting -> generating  task_id 77",
            "generating -> downloading  file_id f77",
            "downloading -> succeeded");
  }

  @Test
  void submit_exits_3_when_redis_has_lost_the_job() throws Exception {
    RecordingConsole out = new RecordingConsole();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> fixture.run(out, "submit", "--id=w", "--last-frame=https://x.com/b", "--wait"));
    out.await("on the queue");
    Vertx vertx = Vertx.vertx();
    try {
      Redis other = Redis.createClient(vertx, redis.url());
      assertThat(other.send(Request.cmd(Command.FLUSHALL)).await(5, SECONDS)).isNotNull();
    } finally {
      vertx.close().await(5, SECONDS);
    }

    Answer answer = waiting.get(20, SECONDS);

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("not known: job w is neither on the queue nor stored");
  }

  @Test
  void retrying_ends_with_exit_3_when_redis_stays_unavailable() {
    List<String> said = new ArrayList<>();
    OutageRetry retry = new OutageRetry(said::add, "how job a ends", Duration.ofMillis(300));

    CommandException failed =
        catchThrowableOfType(
            CommandException.class,
            () -> retry.get(() -> Future.failedFuture(new TimeoutException())));

    assertThat(failed).hasMessageStartingWith("not known: how job a ends: ");
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(said).hasSize(1);
  }

  /**
   * Stops Redis until the command reports the outage, then starts it until the command reports its
   * end.
   */
  private void restart(RecordingConsole err) throws Exception {
    int port = redis.port();
    redis.close();
    err.await("retrying for up to");
    redis = NoLoginRedisFixture.start(dir, port);
    err.await("is available again");
  }

  /** Repeats a request until the fixture's own connections are back. */
  private static <T> T again(Callable<T> ask) throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      try {
        return ask.call();
      } catch (RedisUnavailableException notYet) {
        MILLISECONDS.sleep(100);
      }
    }
    return ask.call();
  }
}
