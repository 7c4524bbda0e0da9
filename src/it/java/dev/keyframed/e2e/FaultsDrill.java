package dev.keyframed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.sandbox.Fault;
import dev.keyframed.sandbox.FaultPlan;
import dev.keyframed.sandbox.Ledger.LedgerEntry;
import dev.keyframed.sandbox.SandboxConfig;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests every fault of the provider, each alone and with three jobs.
 *
 * <p>If a task exists and its id could be learnt, its video is delivered, and it is the only one
 * charged.
 */
final class FaultsDrill {
  private static final int JOBS = 3;
  private static final BigDecimal NOTHING = BigDecimal.ZERO;

  /** Lists the numbers tested with faults that take one. */
  private static final Map<Fault, List<Integer>> NUMBERS =
      Map.ofEntries(
          Map.entry(Fault.CREATE_CODE, List.of(1000, 1002, 1026, 1039, 2013)),
          Map.entry(Fault.CREATE_ERROR, List.of(1000, 1002, 1026, 2013)),
          Map.entry(Fault.QUERY_ERROR, List.of(1000, 1002, 1008)),
          Map.entry(Fault.FILE_ERROR, List.of(1000, 1002)),
          Map.entry(Fault.VOTED_CODE, List.of(1000, 1002)),
          Map.entry(Fault.CREATED_CODE, List.of(1000)),
          Map.entry(Fault.CREATE_HTTP, List.of(400, 429, 500, 502, 529)),
          Map.entry(Fault.VOTED_HTTP, List.of(502)),
          Map.entry(Fault.CREATED_HTTP, List.of(500, 502)),
          Map.entry(Fault.QUERY_CODE, List.of(1000, 1002, 1008)),
          Map.entry(Fault.QUERY_HTTP, List.of(429, 500, 529)),
          Map.entry(Fault.FILE_CODE, List.of(1000, 1002)),
          Map.entry(Fault.FILE_HTTP, List.of(429, 500, 502)),
          Map.entry(Fault.DOWNLOAD_HTTP, List.of(403, 404, 500, 503)));

  /** Lists faults that end a job by design, with its error; all others must lead to success. */
  private static final Map<String, String> ENDS =
      Map.ofEntries(
          Map.entry("lost_answer_no_task", "submission_uncertain"),
          Map.entry("voted_code_1000", "submission_uncertain"),
          Map.entry("voted_http_502", "submission_uncertain"),
          Map.entry("create_code_1026", "content_refused"),
          Map.entry("create_code_2013", "invalid_parameters"),
          Map.entry("create_error_1026", "content_refused"),
          Map.entry("create_error_2013", "invalid_parameters"),
          Map.entry("create_http_400", "invalid_parameters"),
          Map.entry("fail_1026", "content_refused"),
          Map.entry("generation_stuck", "generation_timed_out"));

  /** Lists faults of the account, rather than of a job. */
  private static final Set<Fault> OF_THE_ACCOUNT =
      EnumSet.of(
          Fault.NO_CHALLENGE,
          Fault.UNCHALLENGED_NON_JSON,
          Fault.UNCHALLENGED_CUT,
          Fault.BALANCE_RUNS_OUT);

  /** Lists faults that affect only resumed downloads. */
  private static final Set<Fault> OF_A_RESUMED_DOWNLOAD =
      EnumSet.of(Fault.DOWNLOAD_RANGE_IGNORED, Fault.DOWNLOAD_ETAG_CHANGED);

  private static final String[] QUICK = {
    "provider.request_timeout=5s",
    "provider.max_in_flight=500",
    "submit.uncertain_wait=15s",
    "submit.without_callback=never",
    "poll.first_after=2s",
    "poll.interval=1s",
    "poll.max_interval=2s",
    "poll.overdue_after=20s",
    "poll.give_up_after=35s",
    "poll.requests_per_minute=6000",
    "download.concurrency=32"
  };

  /**
   * Bounds the wait for a file that is requested after all stalled downloads and is not known at
   * once.
   */
  private static final Duration STRAGGLERS = Duration.ofMinutes(3);

  @TempDir Path dir;

  @Test
  void provider_fault_loses_no_job_and_pays_none_twice() throws Exception {
    List<String> plays = plays().toList();
    try (DaemonFixture fixture = new DaemonFixture(dir, provider(), QUICK)) {
      seenChallenged(fixture);
      fixture.sandbox.play(FaultPlan.parse(plan(plays)), 1);
      List<String> jobs = new ArrayList<>();
      plays.forEach(play -> jobs.addAll(jobs(play)));
      // Refused creations pause the account until one succeeds, so both kinds run side by side.
      Collections.shuffle(jobs, new Random(1));
      for (String job : jobs) {
        fixture.enqueue(JobJsonFixture.good(job));
      }
      List<JsonObject> results = fixture.results(1 + jobs.size(), STRAGGLERS);
      SoftAssertions softly = new SoftAssertions();
      results.forEach(result -> check(fixture, result, softly));
      softly.assertAll();
      assertThat(results).hasSize(1 + jobs.size());
    }
  }

  @Test
  void unchallenged_account_is_detected_and_missing_votes_prove_nothing() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, provider(), QUICK)) {
      seenChallenged(fixture);
      fixture.sandbox.play(
          FaultPlan.parse("job:a=no_challenge,job:b=lost_answer_before_challenge"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      assertThat(end(fixture, 2, "a")).isEqualTo("succeeded");
      fixture.enqueue(JobJsonFixture.good("b"));
      assertThat(end(fixture, 3, "b")).isEqualTo("submission_uncertain");
      assertThat(fixture.sandbox.ledger().tasks("b")).isEmpty();
    }
  }

  @Test
  void jobs_wait_while_the_balance_is_used_up() throws Exception {
    try (DaemonFixture fixture = new DaemonFixture(dir, provider(), QUICK)) {
      seenChallenged(fixture);
      fixture.sandbox.play(FaultPlan.parse("job:a=balance_runs_out"), 1);
      fixture.enqueue(JobJsonFixture.good("a"));
      Eventually.await(
          "it was refused",
          () ->
              fixture.sandbox.ledger().submissions().stream()
                  .anyMatch(submission -> submission.outcome().equals("refused 1008")));
      fixture.sandbox.balance(Optional.empty());
      assertThat(end(fixture, 2, "a")).isEqualTo("succeeded");
    }
  }

  private static SandboxConfig provider() {
    SandboxConfig usual = DaemonFixture.provider();
    SandboxConfig.Times times = usual.times();
    return usual.withTimes(
        new SandboxConfig.Times(
            times.generation(),
            times.answerDelay(),
            times.challengeTimeout(),
            Duration.ofMillis(1500),
            times.urlLifetime()));
  }

  /** Makes the account known to be challenged, before which a missing vote proves nothing. */
  private static void seenChallenged(DaemonFixture fixture) throws Exception {
    fixture.start();
    fixture.enqueue(JobJsonFixture.good("first"));
    assertThat(end(fixture, 1, "first")).isEqualTo("succeeded");
  }

  /** Waits for that many results, and returns how the job ended. */
  private static String end(DaemonFixture fixture, int results, String job) throws Exception {
    return fixture.results(results).stream()
        .filter(result -> result.getString("job_id").equals(job))
        .map(FaultsDrill::end)
        .findFirst()
        .orElseThrow();
  }

  private static String end(JsonObject result) {
    JsonObject error = result.getJsonObject("error");
    return error == null ? result.getString("state") : error.getString("code");
  }

  private static Stream<String> plays() {
    return Stream.of(Fault.values())
        .filter(fault -> !OF_THE_ACCOUNT.contains(fault))
        .flatMap(
            fault ->
                NUMBERS.containsKey(fault)
                    ? NUMBERS.get(fault).stream().map(number -> fault.label() + '_' + number)
                    : Stream.of(fault.label()));
  }

  private static String plan(List<String> plays) {
    List<String> rules = new ArrayList<>();
    for (String play : plays) {
      boolean resumed =
          OF_A_RESUMED_DOWNLOAD.stream().anyMatch(fault -> fault.label().equals(play));
      for (String job : jobs(play)) {
        if (resumed) {
          rules.add("job:" + job + "=download_cut");
        }
        rules.add("job:" + job + '=' + play);
      }
    }
    return String.join(",", rules);
  }

  private static List<String> jobs(String play) {
    return Stream.iterate(1, number -> number + 1)
        .limit(JOBS)
        .map(number -> play + "--" + number)
        .toList();
  }

  private static void check(DaemonFixture fixture, JsonObject result, SoftAssertions softly) {
    String job = result.getString("job_id");
    String wanted = ENDS.getOrDefault(job.replaceAll("--.*", ""), "succeeded");
    softly.assertThat(end(result)).as(result.encode()).isEqualTo(wanted);
    List<LedgerEntry> charged =
        fixture.sandbox.ledger().tasks(job).stream()
            .filter(task -> task.chargedUsd().compareTo(NOTHING) > 0)
            .toList();
    softly.assertThat(charged).as(job).hasSize(wanted.equals("succeeded") ? 1 : 0);
    if (wanted.equals("succeeded") && !charged.isEmpty()) {
      softly.assertThat(result.getString("task_id")).as(job).isEqualTo(charged.get(0).id());
    }
  }
}
