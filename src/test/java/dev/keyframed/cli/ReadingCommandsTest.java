package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadingCommandsTest extends CommandTestBase {
  @Test
  void status_of_an_ended_job_contains_its_result() throws Exception {
    fixture.queued("a");
    fixture.succeeded("a", "77");
    JsonObject status = fixture.run("status", "a", "--json").json();
    assertThat(status.getString("state")).isEqualTo("succeeded");
    assertThat(status.getString("task_id")).isEqualTo("77");
    assertThat(status.getJsonObject("video").getString("path")).isEqualTo("/videos/a.mp4");
    assertThat(status.getString("finished_at")).endsWith("Z");
    assertThat(fixture.run("status", "a").lines())
        .anySatisfy(line -> assertThat(line).matches("video\\.path +/videos/a\\.mp4"));
  }

  @Test
  void status_prints_metadata_exactly_as_enqueued() throws Exception {
    String metadata =
        "{\"a\":1.0,\"b\":1e3,\"c\":1.000000000000000000001,\"d\":\",\\\"metadata\\\":\"}";
    fixture.queued("a", metadata);
    fixture.failed("a");
    Answer status = fixture.run("status", "a", "--json");
    assertThat(status.out().strip()).endsWith(",\"metadata\":" + metadata + "}");
    assertThat(status.json().fieldNames()).contains("error", "metadata").hasSize(12);
    assertThat(fixture.run("status", "a").out())
        .contains("metadata.a")
        .doesNotContain("as written");
  }

  @Test
  void status_of_an_open_job_shows_known_fields() throws Exception {
    fixture.queued("a");
    fixture.generating("a", "77");
    JsonObject status = fixture.run("status", "a", "--json").json();
    assertThat(status.getString("state")).isEqualTo("generating");
    assertThat(status.getInteger("attempts")).isEqualTo(1);
    assertThat(status.containsKey("video")).isFalse();
    assertThat(status.containsKey("finished_at")).isFalse();
  }

  @Test
  void status_fails_when_job_is_not_found() {
    Answer answer = fixture.run("status", "nobody");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).isEqualToIgnoringNewLines("keyframed: job not found: nobody");
  }

  @Test
  void list_contains_jobs_of_every_state_once() throws Exception {
    for (String id : List.of("q", "g", "d", "s", "f")) {
      fixture.queued(id);
    }
    fixture.generating("g", "1");
    fixture.downloading("d", "2");
    fixture.succeeded("s", "3");
    fixture.failed("f");
    assertThat(ids("list", "--json")).containsExactlyInAnyOrder("q", "g", "d", "s", "f");
    assertThat(ids("list", "--json", "--limit=2")).hasSize(2);
    assertThat(ids("list", "--json", "--state=queued")).containsExactly("q");
    assertThat(ids("list", "--json", "--state=generating")).containsExactly("g");
    assertThat(ids("list", "--json", "--state=downloading")).containsExactly("d");
    assertThat(ids("list", "--json", "--state=succeeded")).containsExactly("s");
    assertThat(ids("list", "--json", "--state=failed")).containsExactly("f");
    assertThat(ids("list", "--json", "--state=cancelled")).isEmpty();
    assertThat(fixture.run("list").out()).contains("JOB", "content_refused");
  }

  @Test
  void list_longer_than_a_page_is_complete() throws Exception {
    for (int i = 0; i < 230; i++) {
      fixture.queued("job-" + i);
    }
    assertThat(ids("list", "--json", "--limit=1000", "--state=queued"))
        .hasSize(230)
        .doesNotHaveDuplicates();
    assertThat(ids("list", "--json", "--limit=210")).hasSize(210);
  }

  private List<String> ids(String... arguments) {
    return new JsonArray(fixture.run(arguments).out())
        .stream().map(job -> ((JsonObject) job).getString("job_id")).toList();
  }

  @Test
  void list_with_unknown_state_is_wrong_usage() {
    assertThat(fixture.run("list", "--state=lost").code()).isEqualTo(2);
    assertThat(fixture.run("list", "--limit=0").code()).isEqualTo(2);
  }

  @Test
  void stats_count_jobs_and_money() throws Exception {
    fixture.queued("a");
    fixture.queued("b");
    fixture.queued("c");
    fixture.succeeded("a", "1");
    fixture.generating("b", "2");
    fixture.account(
        new AccountEvent.HoldReported(HoldReason.BALANCE, "insufficient balance", null));
    JsonObject stats = fixture.run("stats", "--json").json();
    JsonObject jobs = stats.getJsonObject("jobs");
    assertThat(jobs.getInteger("queued")).isEqualTo(1);
    assertThat(jobs.getInteger("generating")).isEqualTo(1);
    assertThat(jobs.getInteger("succeeded")).isEqualTo(1);
    assertThat(jobs.getInteger("failed")).isZero();
    assertThat(stats.getDouble("spent_today_usd")).isEqualTo(0.28);
    assertThat(stats.getDouble("exposure_usd")).isEqualTo(0.28);
    assertThat(stats.getJsonObject("hold").getString("reason")).isEqualTo("balance");
    assertThat(fixture.run("stats").out()).contains("jobs.queued", "insufficient balance");
  }

  @Test
  void watch_ends_with_the_end_of_its_job() throws Exception {
    fixture.queued("a");
    fixture.queued("other");
    RecordingConsole out = new RecordingConsole();
    CompletableFuture<Answer> watching =
        CompletableFuture.supplyAsync(() -> fixture.run(out, "watch", "a"));
    out.await("a is queued");
    fixture.failed("other");
    fixture.succeeded("a", "77");
    Answer answer = watching.get(20, SECONDS);
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).doesNotContain("other");
    assertThat(answer.lines().stream().skip(1).map(line -> line.replaceFirst("^\\S+  ", "")))
        .containsExactly(
            "a  queued -> submitting",
            "a  submitting -> generating  task_id 77",
            "a  generating -> downloading  file_id f77",
            "a  downloading -> succeeded");
  }

  @Test
  void watch_returns_at_once_when_job_has_ended() throws Exception {
    fixture.queued("a");
    fixture.failed("a");
    Answer answer = fixture.run("watch", "a", "--json");
    assertThat(answer.code()).isZero();
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject()
                .put("job_id", "a")
                .put("state", "failed")
                .put("error", "content_refused"));
    assertThat(fixture.run("watch", "nobody").code()).isEqualTo(1);
  }
}
