package dev.keyframed.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests jobs that a producer repeats, on purpose or by mistake. */
final class RepeatedJobsIT {
  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();
  private DaemonFixture fixture;
  private Redis redis;

  @BeforeEach
  void open() throws Exception {
    fixture = new DaemonFixture(dir, DaemonFixture.provider());
    redis = Redis.createClient(vertx, fixture.redis.url());
    fixture.start();
  }

  @AfterEach
  void close() throws Exception {
    redis.close();
    fixture.close();
    vertx.close().await(10, SECONDS);
  }

  @Test
  void different_job_with_the_same_id_is_rejected_under_its_entry_id() throws Exception {
    fixture.enqueue(JobJsonFixture.good("shot"));
    assertThat(fixture.results(1).get(0).getString("state")).isEqualTo("succeeded");

    JsonObject other = JobJsonFixture.good("shot").put("prompt", "Another one");
    String entry = put(Buffer.buffer(other.put("metadata", new JsonObject().put("a", 1)).encode()));

    JsonObject result = fixture.results(2).get(1);
    assertThat(result.getString("job_id")).isEqualTo(entry);
    assertThat(result.getString("state")).isEqualTo("rejected");
    assertThat(result.getJsonObject("error").getString("code")).isEqualTo("id_conflict");
    assertThat(result.getJsonObject("error").getString("message")).startsWith("id: shot is ");
    assertThat(result.getJsonObject("metadata").getInteger("a")).isEqualTo(1);
    Eventually.await("the counter", () -> repeats("other") == 1);
    assertThat(repeats("same")).isZero();
    assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);
    assertThat(command(Command.XLEN, "{keyframed}:jobs").toInteger()).isZero();
    Response events = command(Command.XREVRANGE, "{keyframed}:events", "+", "-", "COUNT", 1);
    assertThat(events.get(0).get(1).toString()).contains(entry, "rejected", "id_conflict");
  }

  @Test
  void job_whose_entry_has_the_id_of_an_earlier_entry_is_rejected_visibly() throws Exception {
    JsonObject first = JobJsonFixture.good("unused");
    first.remove("id");
    String entry = put(Buffer.buffer(first.encode()));
    assertThat(fixture.results(1).get(0).getString("job_id")).isEqualTo(entry);

    assertThat(command(Command.DEL, "{keyframed}:jobs").toInteger()).isOne();
    String second = first.put("prompt", "Another one").encode();
    assertThat(command(Command.XADD, "{keyframed}:jobs", entry, "job", second)).isNotNull();

    JsonObject result = fixture.results(2).get(1);
    assertThat(result.getString("job_id")).startsWith(entry + "-");
    assertThat(result.getString("state")).isEqualTo("rejected");
    assertThat(result.getJsonObject("error").getString("message"))
        .contains("was the id of an earlier entry");
    assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);
  }

  @Test
  void repeated_job_is_recognised_and_counted() throws Exception {
    fixture.enqueue(JobJsonFixture.good("shot"));
    assertThat(fixture.results(1)).hasSize(1);
    fixture.enqueue(JobJsonFixture.good("shot").put("duration", 6));
    Eventually.await("the counter", () -> repeats("same") == 1);
    assertThat(fixture.results(1)).hasSize(1);
    assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);
  }

  @Test
  void paid_job_is_recognised_after_its_record_has_expired() throws Exception {
    fixture.enqueue(JobJsonFixture.good("shot"));
    assertThat(fixture.results(1)).hasSize(1);
    expire("shot");

    fixture.enqueue(JobJsonFixture.good("shot"));
    Eventually.await("the counter", () -> repeats("same") == 1);
    String entry = put(Buffer.buffer(JobJsonFixture.good("shot").put("prompt", "Another one").encode()));

    JsonObject result = fixture.results(2).get(1);
    assertThat(result.getString("job_id")).isEqualTo(entry);
    assertThat(result.getJsonObject("error").getString("code")).isEqualTo("id_conflict");
    assertThat(fixture.sandbox.ledger().submissions()).hasSize(1);
    assertThat(command(Command.PTTL, "{keyframed}:paid:shot").toLong())
        .isBetween(89 * 86_400_000L, 90 * 86_400_000L);
  }

  @Test
  void unpaid_job_is_forgotten_with_its_record() throws Exception {
    fixture.enqueue(JobJsonFixture.good("shot").put("duration", 7));
    assertThat(fixture.results(1).get(0).getString("state")).isEqualTo("rejected");
    expire("shot");
    fixture.enqueue(JobJsonFixture.good("shot"));
    assertThat(fixture.results(2).get(1).getString("state")).isEqualTo("succeeded");
  }

  @Test
  void prompt_that_is_not_utf_8_is_rejected_and_never_sent() throws Exception {
    String job = JobJsonFixture.good("gbk").put("prompt", "\u00b5\u00c6\u00cb\u00fe").encode();
    String entry = put(Buffer.buffer(job.getBytes(ISO_8859_1)));
    JsonObject result = fixture.results(1).get(0);
    assertThat(result.getString("job_id")).isEqualTo(entry);
    assertThat(result.getJsonObject("error").getString("message")).contains("is not UTF-8");
    assertThat(fixture.sandbox.ledger().submissions()).isEmpty();
  }

  @Test
  void job_survives_six_restarts_while_redis_is_full() throws Exception {
    assertThat(put(Buffer.buffer(JobJsonFixture.good("first").encode()))).isNotEmpty();
    assertThat(fixture.results(1)).hasSize(1);
    fixture.stop();
    assertThat(put(Buffer.buffer(JobJsonFixture.good("shot").encode()))).isNotEmpty();
    assertThat(command(Command.CONFIG, "SET", "maxmemory", "1").toString()).isEqualTo("OK");
    for (int restart = 0; restart < 6; restart++) {
      fixture.start();
      Eventually.await("a refusal", () -> commands("admit", "error") > 0);
      fixture.stop();
    }
    assertThat(command(Command.CONFIG, "SET", "maxmemory", "0").toString()).isEqualTo("OK");
    fixture.start();
    List<JsonObject> results = fixture.results(2);
    assertThat(results.get(1).getString("job_id")).isEqualTo("shot");
    assertThat(results.get(1).getString("state")).isEqualTo("succeeded");
  }

  /** Deletes what expires at the end of the retention. */
  private void expire(String job) throws Exception {
    String key = "{keyframed}:job:" + job;
    assertThat(
            command(Command.DEL, key, key + ":request", key + ":metadata", key + ":result")
                .toInteger())
        .isPositive();
  }

  private double repeats(String content) {
    return value("keyframed_queue_repeats_total{content=\"" + content + "\"}");
  }

  private double commands(String command, String outcome) {
    return value(
        "keyframed_redis_commands_seconds_count{operation=\""
            + command
            + "\",outcome=\""
            + outcome
            + "\"}");
  }

  private double value(String sample) {
    return fixture
        .metrics()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .sum();
  }

  private String put(Buffer job) throws Exception {
    Request request = Request.cmd(Command.XADD).arg("{keyframed}:jobs").arg("*");
    return redis.send(request.arg("job").arg(job)).await(10, SECONDS).toString();
  }

  private Response command(Command command, Object... arguments) throws Exception {
    return redis.send(Request.cmd(command, arguments)).await(10, SECONDS);
  }
}
