package dev.keyframed.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a sandbox without faults, over its API. */
class SandboxTest {
  private SandboxFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = SandboxFixture.with(SandboxFixture.QUICK);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void creation_is_challenged_generated_and_downloadable() throws Exception {
    JsonObject created = fixture.create(fixture.order("job-1"));

    assertThat(created.getJsonObject("base_resp").getInteger("status_code")).isZero();
    String taskId = created.getString("task_id");
    assertThat(taskId).matches("\\d{15}");
    assertThat(fixture.challenges.poll().getString("path")).isEqualTo("/callbacks/job-1/1/secret");

    JsonObject processing = new JsonObject(fixture.push());
    assertThat(processing.getString("task_id")).isEqualTo(taskId);
    assertThat(processing.getString("status")).isEqualTo("processing");
    JsonObject success = new JsonObject(fixture.push());
    assertThat(success.getString("status")).isEqualTo("success");

    JsonObject queried = fixture.query(taskId);
    assertThat(queried.getString("status")).isEqualTo("Success");
    assertThat(queried.getString("file_id")).isEqualTo(success.getString("file_id"));
    assertThat(queried.getInteger("video_width")).isEqualTo(1366);

    JsonObject file = fixture.file(success.getString("file_id")).getJsonObject("file");
    assertThat(file.getLong("file_id").toString()).isEqualTo(success.getString("file_id"));
    assertThat(file.getInteger("bytes")).isZero();
    HttpResponse<byte[]> video = fixture.download(file.getString("download_url"));
    assertThat(video.statusCode()).isEqualTo(200);
    assertThat(new String(video.body(), 4, 4, US_ASCII)).isEqualTo("ftyp");
    assertThat(video.headers().firstValue("content-disposition"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("attachment"));
  }

  @Test
  void ledger_charges_a_success_once_and_records_refusals() throws Exception {
    assertThat(code(fixture.post(fixture.order("job-1").put("duration", 10)))).isZero();
    fixture.awaitEnd();
    assertThat(code(fixture.post(fixture.order("job-2").put("model", "other")))).isEqualTo(2013);

    Ledger ledger = fixture.sandbox.ledger();
    assertThat(ledger.totalUsd()).isEqualByComparingTo("0.56");
    assertThat(ledger.tasks("job-1"))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.status()).isEqualTo("success");
              assertThat(task.attempt()).isEqualTo("1");
            });
    assertThat(ledger.submissions())
        .extracting(Ledger.LedgerSubmission::outcome)
        .containsExactly("created", "refused 2013");
    JsonObject shown = new JsonObject(fixture.get("/_sandbox/ledger").body());
    assertThat(shown.getString("total_usd")).isEqualTo("0.56");
    assertThat(shown.getInteger("submissions_without_task")).isEqualTo(1);
    assertThat(shown.encode()).doesNotContain("secret").doesNotContain("Push in");
  }

  @Test
  void ledger_file_has_a_line_for_every_change(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("ledger.jsonl");
    try (SandboxFixture other = SandboxFixture.with(SandboxFixture.QUICK.withLedgerFile(file))) {
      String taskId = other.create(other.order("job-1")).getString("task_id");
      other.awaitEnd();
      List<JsonObject> lines = Files.readAllLines(file).stream().map(JsonObject::new).toList();
      assertThat(lines.get(0).getString("outcome")).isEqualTo("open");
      JsonObject last = lines.get(lines.size() - 1);
      assertThat(last.getString("kind")).isEqualTo("task");
      assertThat(last.getString("id")).isEqualTo(taskId);
      assertThat(last.getString("charged_usd")).isEqualTo("0.28");
    }
  }

  @Test
  void api_keys_are_checked_on_every_call_and_can_be_revoked() throws Exception {
    assertThat(code(fixture.post(fixture.order("job-1"), "wrong"))).isEqualTo(1004);
    assertThat(code(fixture.post(fixture.order("job-1"), "other-region-key"))).isEqualTo(2049);
    fixture.turn("key", new JsonObject().put("key", "sandbox-key").put("accepted", false));
    assertThat(code(fixture.get("/v1/query/video_generation?task_id=1"))).isEqualTo(1004);
    assertThat(code(fixture.get("/v1/files/retrieve?file_id=1"))).isEqualTo(1004);
    fixture.sandbox.restoreKey("sandbox-key");
    assertThat(code(fixture.post(fixture.order("job-1")))).isZero();
  }

  @Test
  void creation_is_refused_without_a_correct_echo_in_time() throws Exception {
    fixture.echo = challenge -> new JsonObject().put("challenge", "another");
    JsonObject refused = fixture.create(fixture.order("job-1"));
    assertThat(refused.getString("task_id")).isEmpty();
    assertThat(refused.getJsonObject("base_resp").getString("status_msg"))
        .isEqualTo("invalid params, fail to check callback url");
    JsonObject nowhere =
        fixture.order("job-2").put("callback_url", "http://127.0.0.1:1/callbacks/job-2/1/x");
    assertThat(code(fixture.post(nowhere))).isEqualTo(2013);
    assertThat(fixture.sandbox.ledger().tasks()).isEmpty();
  }

  @Test
  void challenges_can_be_switched_off() throws Exception {
    fixture.turn("callbacks", new JsonObject().put("challenges", false));
    assertThat(code(fixture.post(fixture.order("job-1")))).isZero();
    fixture.awaitEnd();
    assertThat(fixture.challenges).isEmpty();
  }

  @Test
  void submissions_above_the_rate_limit_are_refused() throws Exception {
    try (SandboxFixture limited =
        SandboxFixture.with(SandboxFixture.QUICK.withSubmissionsPerMinute(2))) {
      assertThat(code(limited.post(limited.order("job-1")))).isZero();
      assertThat(code(limited.post(limited.order("job-2")))).isZero();
      assertThat(code(limited.post(limited.order("job-3")))).isEqualTo(1002);
    }
  }

  @Test
  void creation_is_refused_until_a_used_up_balance_is_set_again() throws Exception {
    fixture.sandbox.balance(Optional.of(new BigDecimal("0.30")));
    assertThat(code(fixture.post(fixture.order("job-1")))).isZero();
    assertThat(code(fixture.post(fixture.order("job-2")))).isEqualTo(1008);
    fixture.turn("balance", new JsonObject().put("usd", "5.00"));
    assertThat(code(fixture.post(fixture.order("job-2")))).isZero();
  }

  @Test
  void unknown_task_and_file_ids_are_refused() throws Exception {
    assertThat(code(fixture.get("/v1/query/video_generation?task_id=123"))).isEqualTo(2013);
    assertThat(code(fixture.get("/v1/files/retrieve?file_id=123"))).isEqualTo(2013);
  }

  @Test
  void downloads_support_ranges_and_refuse_keys_or_reencoded_urls() throws Exception {
    String url = fixture.videoUrl("job-1");
    HttpResponse<byte[]> whole = fixture.download(url);
    String etag = whole.headers().firstValue("etag").orElseThrow();

    HttpResponse<byte[]> rest = fixture.download(url, "Range", "bytes=1000-", "If-Range", etag);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).hasSize(whole.body().length - 1000);
    assertThat(fixture.download(url, "Range", "bytes=1000-", "If-Range", "\"old\"").statusCode())
        .isEqualTo(200);
    assertThat(fixture.download(url, "Range", "bytes=99999999-").statusCode()).isEqualTo(416);
    assertThat(fixture.download(url, "Authorization", "Bearer sandbox-key").statusCode())
        .isEqualTo(400);
    assertThat(fixture.download(url.replace("%2F", "/")).statusCode()).isEqualTo(403);
  }

  @Test
  void download_urls_expire_after_their_lifetime() throws Exception {
    SandboxConfig.Times quick = SandboxFixture.QUICK.times();
    SandboxConfig.Times expired =
        new SandboxConfig.Times(
            quick.generation(),
            quick.answerDelay(),
            quick.challengeTimeout(),
            quick.lateness(),
            Duration.ofSeconds(-5));
    try (SandboxFixture other = SandboxFixture.with(SandboxFixture.QUICK.withTimes(expired))) {
      HttpResponse<byte[]> late = other.download(other.videoUrl("job-1"));
      assertThat(late.statusCode()).isEqualTo(403);
      assertThat(new String(late.body(), UTF_8)).contains("<Code>AccessDenied</Code>");
    }
  }

  @Test
  void pushes_can_be_switched_off() throws Exception {
    fixture.sandbox.pushes(false);
    String taskId = fixture.create(fixture.order("job-1")).getString("task_id");
    fixture
        .vertx
        .timer(SandboxFixture.QUICK.times().generation().toMillis() + 200)
        .await(5, SECONDS);
    assertThat(fixture.query(taskId).getString("status")).isEqualTo("Success");
    assertThat(fixture.pushes).isEmpty();
  }

  @Test
  void malformed_fault_plan_is_refused_with_the_rule() throws Exception {
    JsonObject answer = fixture.control("faults", new JsonObject().put("plan", "lost_anwser=5%"));
    assertThat(answer.getInteger("http")).isEqualTo(400);
    assertThat(answer.getString("error")).contains("no fault is called").contains("lost_anwser");
  }

  @Test
  void answers_carry_a_trace_id() throws Exception {
    assertThat(fixture.post(fixture.order("job-1")).headers().firstValue("Trace-Id")).isPresent();
  }

  private static int code(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonObject(answer.body()).getJsonObject("base_resp").getInteger("status_code");
  }
}
