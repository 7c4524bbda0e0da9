package dev.keyframed.support.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Job.Via;
import dev.keyframed.job.State;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.port.OperationLog;
import dev.keyframed.support.metrics.Meters.CallbackKind;
import dev.keyframed.support.metrics.Meters.CallbackOutcome;
import dev.keyframed.support.metrics.Meters.DownloadOutcome;
import dev.keyframed.support.metrics.Meters.PollOutcome;
import dev.keyframed.support.metrics.Meters.SubmissionOutcome;
import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);

  @BeforeEach
  void expectErrors() {
    meters.expectProviderErrors(Set.of(502, 1002, 1008));
  }

  private final SelfCheckMeters selfCheck = new SelfCheckMeters(registry);
  private final NamespaceGauges gauges =
      new NamespaceGauges(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  /** Tests the names of src/docs/metrics.md, with each label that is known in advance. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "keyframed_jobs{state=\"queued\"} NaN",
        "keyframed_jobs{state=\"rejected\"} NaN",
        "keyframed_job_transitions_total{from=\"queued\",to=\"submitting\"} 0.0",
        "keyframed_job_transitions_total{from=\"failed\",to=\"downloading\"} 0.0",
        "keyframed_jobs_ended_total{code=\"none\",state=\"succeeded\"} 0.0",
        "keyframed_jobs_ended_total{code=\"none\",state=\"cancelled\"} 0.0",
        "keyframed_jobs_ended_total{code=\"download_failed\",state=\"failed\"} 0.0",
        "keyframed_jobs_ended_total{code=\"expired\",state=\"failed\"} 0.0",
        "keyframed_jobs_ended_total{code=\"invalid_job\",state=\"rejected\"} 0.0",
        "keyframed_jobs_ended_total{code=\"id_conflict\",state=\"rejected\"} 0.0",
        "keyframed_operations_total{operation=\"cancel\"} 0.0",
        "keyframed_operations_total{operation=\"resume\"} 0.0",
        "keyframed_queue_oldest_age_seconds NaN",
        "keyframed_submissions_total{outcome=\"created\"} 0.0",
        "keyframed_submissions_total{outcome=\"refused\"} 0.0",
        "keyframed_submissions_total{outcome=\"throttled\"} 0.0",
        "keyframed_submissions_total{outcome=\"not_created\"} 0.0",
        "keyframed_submissions_total{outcome=\"uncertain\"} 0.0",
        "keyframed_provider_requests_seconds_count{operation=\"create\",outcome=\"ok\"} 0",
        "keyframed_provider_requests_seconds_count{operation=\"create\",outcome=\"lost\"} 0",
        "keyframed_provider_requests_seconds_count{operation=\"query\",outcome=\"ok\"} 0",
        "keyframed_provider_requests_seconds_count{operation=\"query\",outcome=\"error\"} 0",
        "keyframed_provider_requests_seconds_count{operation=\"locate\",outcome=\"ok\"} 0",
        "keyframed_provider_errors_total{code=\"1008\",operation=\"create\"} 0.0",
        "keyframed_provider_errors_total{code=\"502\",operation=\"locate\"} 0.0",
        "keyframed_provider_errors_total{code=\"other\",operation=\"query\"} 0.0",
        "keyframed_account_held{reason=\"key\"} NaN",
        "keyframed_account_held{reason=\"balance\"} NaN",
        "keyframed_account_held{reason=\"plan\"} NaN",
        "keyframed_account_held{reason=\"wrong_endpoint\"} NaN",
        "keyframed_account_held{reason=\"paused\"} NaN",
        "keyframed_callbacks_total{kind=\"challenge\",outcome=\"accepted\"} 0.0",
        "keyframed_callbacks_total{kind=\"other\",outcome=\"forged\"} 0.0",
        "keyframed_callbacks_total{kind=\"self_check\",outcome=\"accepted\"} 0.0",
        "keyframed_callback_connections 0.0",
        "keyframed_callback_refused_total{why=\"full\"} 0.0",
        "keyframed_callback_refused_total{why=\"address_full\"} 0.0",
        "keyframed_callback_refused_total{why=\"address_rate\"} 0.0",
        "keyframed_callback_refused_total{why=\"evicted\"} 0.0",
        "keyframed_callback_refused_total{why=\"too_much_sent\"} 0.0",
        "keyframed_callback_reachable NaN",
        "keyframed_callback_certificate_expiry_timestamp_seconds NaN",
        "keyframed_callback_checks_total{outcome=\"reachable\"} 0.0",
        "keyframed_callback_checks_total{outcome=\"wrong_answer\"} 0.0",
        "keyframed_challenge_seconds_count 0",
        "keyframed_challenge_seconds_bucket{le=\"3.0\"} 0",
        "keyframed_completions_total{via=\"callback\"} 0.0",
        "keyframed_completions_total{via=\"poll\"} 0.0",
        "keyframed_generation_seconds_count{duration=\"6\",resolution=\"768P\"} 0",
        "keyframed_generation_seconds_count{duration=\"10\",resolution=\"768P\"} 0",
        "keyframed_generation_seconds_count{duration=\"6\",resolution=\"1080P\"} 0",
        "keyframed_polls_total{outcome=\"unknown\"} 0.0",
        "keyframed_poll_lag_seconds_count 0",
        "keyframed_downloads_total{outcome=\"saved\"} 0.0",
        "keyframed_download_bytes_total 0.0",
        "keyframed_spend_usd_total{model=\"MiniMax-Hailuo-02\",resolution=\"768P\"} 0.0",
        "keyframed_spend_usd_total{model=\"MiniMax-Hailuo-02\",resolution=\"1080P\"} 0.0",
        "keyframed_exposure_usd NaN",
        "keyframed_redis_commands_seconds_count{operation=\"ping\",outcome=\"ok\"} 0",
      })
  void metric_series_is_present_from_start(String series) {
    assertThat(registry.scrape().lines()).contains(series);
  }

  @Test
  void generation_timer_has_no_series_for_10_s_at_1080p() {
    assertThat(registry.scrape()).doesNotContain("duration=\"10\",resolution=\"1080P\"");
  }

  @Test
  void counted_events_appear_in_scrape() {
    meters.submitted(SubmissionOutcome.NOT_CREATED);
    meters.completed(Via.POLL, "768P", 10, Duration.ofSeconds(100), null);
    meters.moved(State.QUEUED, State.SUBMITTING);
    meters.ended(State.FAILED, ErrorCode.CONTENT_REFUSED);
    meters.ended(State.SUCCEEDED, null);
    meters.operated(OperationLog.OperationKind.CANCEL);
    meters.calledBack(CallbackKind.PUSH, CallbackOutcome.STALE);
    meters.challengeAnswered(Duration.ofMillis(20));
    meters.metUnknownWord();
    meters.polled(PollOutcome.RUNNING);
    meters.tookDue(Duration.ofSeconds(2));
    meters.downloaded(DownloadOutcome.SAVED, 4_000_000);
    meters.spent("MiniMax-Hailuo-02", "768P", 560_000);
    meters.providerError("query", 1002);
    meters.provider().took("create", "ok", Duration.ofSeconds(3));
    meters.redis().took("swap", "ok", Duration.ofMillis(3));

    assertThat(registry.scrape().lines())
        .contains(
            "keyframed_submissions_total{outcome=\"not_created\"} 1.0",
            "keyframed_completions_total{via=\"poll\"} 1.0",
            "keyframed_generation_seconds_sum{duration=\"10\",resolution=\"768P\"} 100.0",
            "keyframed_job_transitions_total{from=\"queued\",to=\"submitting\"} 1.0",
            "keyframed_jobs_ended_total{code=\"content_refused\",state=\"failed\"} 1.0",
            "keyframed_jobs_ended_total{code=\"none\",state=\"succeeded\"} 1.0",
            "keyframed_operations_total{operation=\"cancel\"} 1.0",
            "keyframed_callbacks_total{kind=\"push\",outcome=\"stale\"} 1.0",
            "keyframed_challenge_seconds_bucket{le=\"0.025\"} 1",
            "keyframed_challenge_seconds_bucket{le=\"0.01\"} 0",
            "keyframed_push_unknown_words_total 1.0",
            "keyframed_polls_total{outcome=\"running\"} 1.0",
            "keyframed_poll_lag_seconds_sum 2.0",
            "keyframed_downloads_total{outcome=\"saved\"} 1.0",
            "keyframed_download_bytes_total 4000000.0",
            "keyframed_spend_usd_total{model=\"MiniMax-Hailuo-02\",resolution=\"768P\"} 0.56",
            "keyframed_provider_errors_total{code=\"1002\",operation=\"query\"} 1.0",
            "keyframed_provider_requests_seconds_sum{operation=\"create\",outcome=\"ok\"} 3.0",
            "keyframed_redis_commands_seconds_count{operation=\"swap\",outcome=\"ok\"} 1");
  }

  @Test
  void spend_counter_is_exact_to_the_cent_after_many_videos() {
    for (int video = 0; video < 100_003; video++) {
      meters.spent("MiniMax-Hailuo-02", "768P", 280_000);
    }

    assertThat(registry.scrape())
        .contains(
            "keyframed_spend_usd_total{model=\"MiniMax-Hailuo-02\",resolution=\"768P\"} 28000.84\n");
  }

  @Test
  void unknown_models_and_resolutions_are_labelled_other() {
    for (int video = 0; video < 50; video++) {
      meters.spent("model-" + video, "size-" + video, 280_000);
      meters.completed(Via.POLL, "size-" + video, 100 + video, Duration.ofSeconds(1), null);
    }

    assertThat(registry.scrape())
        .contains("keyframed_spend_usd_total{model=\"other\",resolution=\"other\"} 14.0\n")
        .contains(
            "keyframed_generation_seconds_count{duration=\"other\",resolution=\"other\"} 50\n")
        .doesNotContain("size-", "model-");
  }

  @Test
  void namespace_gauges_show_last_count() {
    Account account =
        Account.NEW
            .after(new AccountEvent.CreationAccepted(true, false), NOW)
            .after(
                new AccountEvent.HoldReported(HoldReason.BALANCE, "insufficient balance", NOW),
                NOW);
    gauges.update(
        new NamespaceStats(
            Map.of(State.QUEUED, 3L, State.FAILED, 1L),
            7,
            NOW.minusSeconds(90),
            2,
            Duration.ofMillis(1500),
            840_000,
            1_120_000),
        account);

    assertThat(registry.scrape().lines())
        .contains(
            "keyframed_jobs{state=\"queued\"} 3.0",
            "keyframed_jobs{state=\"failed\"} 1.0",
            "keyframed_jobs{state=\"generating\"} 0.0",
            "keyframed_queue_waiting 7.0",
            "keyframed_queue_oldest_age_seconds 90.0",
            "keyframed_poll_most_overdue_seconds 1.5",
            "keyframed_counted_timestamp_seconds 1.7953488E9",
            "keyframed_account_held{reason=\"balance\"} 1.0",
            "keyframed_account_held{reason=\"key\"} 0.0",
            "keyframed_account_unchallenged 1.0",
            "keyframed_exposure_usd 0.84",
            "keyframed_spent_today_usd 1.12",
            "keyframed_overdue_jobs 2.0");
  }

  @Test
  void self_check_gauges_show_last_result() {
    selfCheck.checked(SelfCheckOutcome.REACHABLE, Optional.of(NOW));
    selfCheck.checked(SelfCheckOutcome.UNCONNECTED, Optional.empty());

    assertThat(registry.scrape().lines())
        .contains(
            "keyframed_callback_reachable 0.0",
            "keyframed_callback_certificate_expiry_timestamp_seconds 1.7953488E9",
            "keyframed_callback_checks_total{outcome=\"reachable\"} 1.0",
            "keyframed_callback_checks_total{outcome=\"unconnected\"} 1.0");
  }

  @Test
  void age_of_empty_queue_is_zero() {
    gauges.update(new NamespaceStats(Map.of(), 0, null, 0, Duration.ZERO, 0, 0), Account.NEW);

    assertThat(registry.scrape().lines()).contains("keyframed_queue_oldest_age_seconds 0.0");
  }

  @Test
  void process_and_build_metrics_appear_in_scrape() {
    try (ProcessMeters process = new ProcessMeters(registry)) {
      assertThat(process).isNotNull();
      assertThat(registry.scrape())
          .containsPattern("(?m)^keyframed_build_info\\{version=\"\\d+\\.\\d+\\.\\d+[^\"]*\"} 1")
          .contains("\njvm_memory_used_bytes{", "\njvm_threads_live_threads ")
          .contains("\nprocess_cpu_usage ", "\nprocess_files_open_files ")
          .contains("\nprocess_uptime_seconds ", "\nprocess_start_time_seconds ");
    }
  }

  @Test
  void disk_space_and_budget_gauges_are_read_at_each_scrape() {
    AtomicReference<BigDecimal> budget = new AtomicReference<>();
    ConfiguredGauges.register(registry, Path.of("."), Path.of("."), budget::get);

    assertThat(registry.scrape()).containsPattern("keyframed_data_dir_free_bytes [1-9]");
    assertThat(registry.scrape()).contains("keyframed_budget_usd +Inf\n");

    budget.set(new BigDecimal("12.5"));
    assertThat(registry.scrape()).contains("keyframed_budget_usd 12.5\n");
  }

  @Test
  void disk_space_gauge_is_nan_for_missing_directory() {
    ConfiguredGauges.register(
        registry, Path.of("/nowhere/at/all"), Path.of("/nowhere/at/all"), () -> null);

    assertThat(registry.scrape()).contains("keyframed_data_dir_free_bytes NaN\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void generation_timer_has_trace_id_exemplar_when_enabled(boolean exemplars) {
    PrometheusMeterRegistry own = Exemplars.registry(exemplars);
    new Meters(own).completed(Via.CALLBACK, "768P", 6, Duration.ofSeconds(100), "trace-7");

    assertThat(own.scrape("application/openmetrics-text").contains("trace_id=\"trace-7\""))
        .isEqualTo(exemplars);
    assertThat(own.scrape("text/plain")).doesNotContain("trace-7");
  }

  @Test
  void unknown_provider_code_is_labelled_other() {
    meters.providerError("create", 987_654);
    meters.providerError("create", 123_456);

    assertThat(registry.scrape())
        .contains("keyframed_provider_errors_total{code=\"other\",operation=\"create\"} 2.0")
        .doesNotContain("987654");
  }
}
