package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.sandbox.FaultPlan;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests unusual answers of the provider: paid videos are delivered, and paid once. */
class StrangeAnswersIT {
  private static final String[] QUICK = {
    "submit.uncertain_wait=2s", "poll.first_after=1s", "poll.interval=1s", "poll.max_interval=1s"
  };

  @TempDir Path dir;

  @Test
  void balance_refused_by_http_error_fails_no_job_and_keeps_the_message() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), QUICK)) {
      fixture.start();
      fixture.sandbox.play(FaultPlan.parse("job:a=create_error_1008"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      Eventually.await(
          "the account is held",
          () ->
              fixture
                  .metrics()
                  .contains(
                      "keyframed_provider_errors_total{code=\"1008\",operation=\"create\"} 1"));
      fixture.enqueue(JobJsonFixture.good("b"));
      assertThat(fixture.results(2)).allMatch(result -> "succeeded".equals(end(result)));
      assertThat(fixture.sandbox.ledger().tasks()).hasSize(2);
    }
  }

  @Test
  void unusual_provider_answers_lose_no_video() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), QUICK)) {
      fixture.start();
      fixture.sandbox.pushes(false);
      fixture.sandbox.play(
          FaultPlan.parse(
              "job:zip=created_gzip,job:zip=query_gzip,job:zip=file_gzip,"
                  + "job:foreign=query_foreign_task*2,job:foreign=file_foreign,"
                  + "job:zero=query_file_zero,job:zero=file_unknown_id"),
          1);
      List<String> jobs = List.of("zip", "foreign", "zero");
      for (String job : jobs) {
        fixture.enqueue(JobJsonFixture.good(job));
      }
      for (JsonObject result : fixture.results(jobs.size())) {
        String job = result.getString("job_id");
        assertThat(end(result)).as(result.encode()).isEqualTo("succeeded");
        assertThat(fixture.sandbox.ledger().tasks(job))
            .singleElement()
            .satisfies(task -> assertThat(task.id()).isEqualTo(result.getString("task_id")));
      }
      assertThat(fixture.metrics())
          .contains("keyframed_provider_errors_total{code=\"other\",operation=\"query\"} 2");
    }
  }

  @Test
  void job_is_never_sent_again_after_an_unreadable_creation_answer() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), QUICK)) {
      seenChallenged(fixture);
      fixture.sandbox.pushes(false);
      fixture.sandbox.play(FaultPlan.parse("job:a=unchallenged_non_json*9"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      assertThat(end(fixture.results(2).get(1))).isEqualTo("submission_uncertain");
      assertThat(fixture.sandbox.ledger().tasks("a")).hasSize(1);
    }
  }

  @Test
  void missing_votes_prove_nothing_after_two_lost_unchallenged_answers() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, DaemonFixture.provider(), QUICK)) {
      seenChallenged(fixture);
      fixture.sandbox.pushes(false);
      fixture.sandbox.play(FaultPlan.parse("job:a=unchallenged_cut*9"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      assertThat(end(fixture.results(2).get(1))).isEqualTo("submission_uncertain");
      assertThat(fixture.sandbox.ledger().tasks("a")).hasSize(3);
    }
  }

  private static void seenChallenged(DaemonFixture fixture) throws Exception {
    fixture.start();
    fixture.enqueue(JobJsonFixture.good("first"));
    assertThat(end(fixture.results(1).get(0))).isEqualTo("succeeded");
  }

  private static String end(JsonObject result) {
    JsonObject error = result.getJsonObject("error");
    return error == null ? result.getString("state") : error.getString("code");
  }
}
