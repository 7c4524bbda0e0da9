package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Finding;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.job.machine.Event.ReportedStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that a paid task or video is waited for, however long others keep it away. */
class RetryLimitsTest {
  private static final Video VIDEO = new Video("/v.mp4", 7, "0", 1366, 768);
  private static final Finding SUCCEEDED = new Finding.Succeeded("f1", 1366, 768);
  private static final Finding UNKNOWN = new Finding.TaskUnknown(2013, "no such task");

  private static final Event UNKNOWN_FILE =
      new Event.DownloadFailed(DownloadFault.UNKNOWN_FILE, 2013, "no such file", null);

  private final MachineRunner runner = MachineRunner.begin();

  @BeforeEach
  void generate() {
    runner.then(JobFixture.claim(), new Event.ChallengeReceived(JobFixture.FIRST));
    runner.then(Answers.created(JobFixture.FIRST, "t1", null));
  }

  @Test
  void download_is_retried_for_a_day_when_others_are_to_blame() {
    runner.query(SUCCEEDED);
    Instant there = runner.now();
    while (runner.now().isBefore(there.plus(Duration.ofHours(23)))) {
      runner.times(1, new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null));
      assertThat(runner.job().due()).isBefore(runner.now().plus(Duration.ofMinutes(6)));
    }
    runner.is(State.DOWNLOADING);
    runner.then(new Event.Saved(VIDEO));
    runner.is(State.SUCCEEDED);
  }

  @Test
  void download_failures_of_others_do_not_count_as_failures_of_the_file() {
    runner.query(SUCCEEDED);
    runner.times(50, new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null));
    runner.times(7, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    runner.is(State.DOWNLOADING);
    runner.times(1, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    runner.is(State.FAILED);
  }

  @Test
  void unreachable_video_is_given_up_and_a_retry_allows_more_downloads() {
    runner.query(SUCCEEDED);
    runner.after(Duration.ofHours(24));
    Event away = new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null);
    runner.times(8, away);
    runner.is(State.FAILED);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    runner.costs(JobFixture.PRICE, 0);
    runner.then(new Event.Retry());
    runner.times(7, away);
    runner.is(State.DOWNLOADING);
  }

  @Test
  void download_waits_without_limit_when_account_or_disk_is_to_blame() {
    runner.query(SUCCEEDED);
    runner.after(Duration.ofDays(3));
    runner.times(100, new Event.DownloadFailed(DownloadFault.LASTING, 1008, "balance", null));
    runner.is(State.DOWNLOADING);
  }

  @Test
  void created_task_that_is_not_found_is_queried_until_give_up_after() {
    while (runner.now().isBefore(JobFixture.NOON.plus(Duration.ofHours(23)))) {
      runner.times(1, new Event.Queried("t1", UNKNOWN));
    }
    runner.is(State.GENERATING);
    runner.after(Duration.ofHours(1));
    runner.query(UNKNOWN);
    runner.is(State.FAILED);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.GENERATION_TIMED_OUT);
    assertThat(runner.job().failure().message()).contains("did not find it");
    runner.costs(JobFixture.PRICE, 0);
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.ENDED));
    runner.query(SUCCEEDED);
    runner.is(State.DOWNLOADING);
  }

  @Test
  void task_is_queried_again_when_the_provider_does_not_know_its_file() {
    runner.query(SUCCEEDED);
    Instant there = runner.job().generatedAt();
    runner.times(1, UNKNOWN_FILE);
    runner.is(State.GENERATING);
    assertThat(runner.job().fileId()).isNull();
    assertThat(runner.job().due()).isAfterOrEqualTo(runner.now().plusSeconds(10));
    runner.query(new Finding.Succeeded("f2", 1366, 768));
    runner.is(State.DOWNLOADING);
    assertThat(runner.job().fileId()).isEqualTo("f2");
    assertThat(runner.job().generatedAt()).isEqualTo(there);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void unknown_file_is_tried_eight_times_when_the_first_download_is_late() {
    runner.query(SUCCEEDED);
    runner.after(Duration.ofDays(3));
    for (int miss = 1; miss < 8; miss++) {
      runner.times(1, UNKNOWN_FILE);
      runner.is(State.GENERATING);
      runner.query(SUCCEEDED);
    }
    runner.is(State.DOWNLOADING);
    runner.times(1, UNKNOWN_FILE);
    runner.is(State.FAILED);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void unknown_file_is_queried_with_growing_pauses_and_never_paid_again() {
    runner.query(SUCCEEDED);
    int asked = 0;
    while (runner.job().state() != State.FAILED) {
      runner.times(1, UNKNOWN_FILE);
      if (runner.job().state() == State.GENERATING) {
        asked++;
        runner.atDue();
        runner.query(SUCCEEDED);
      }
    }
    assertThat(asked).isBetween(100, 400);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    runner.costs(JobFixture.PRICE, 0);
    runner.then(new Event.Retry());
    runner.is(State.GENERATING);
    runner.query(new Finding.GenerationFailed(false, 0, "failed", null));
    runner.is(State.FAILED);
    assertThat(runner.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    runner.then(new Event.Retry());
    runner.query(UNKNOWN);
    runner.is(State.GENERATING);
    runner.query(new Finding.Succeeded("f2", 1366, 768));
    runner.is(State.DOWNLOADING);
    runner.costs(JobFixture.PRICE, 0);
  }

  @Test
  void push_delays_a_query_at_most_by_max_interval_after_the_last_answer() {
    runner.query(new Finding.Running());
    Instant latest = runner.now().plusSeconds(60);
    for (int second = 0; second < 60; second++) {
      runner.after(Duration.ofSeconds(1));
      runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
      assertThat(runner.job().due()).isAfter(runner.now().minusSeconds(1));
      assertThat(runner.job().due()).isBeforeOrEqualTo(latest);
    }
    assertThat(runner.job().due()).isEqualTo(latest);
    runner.query(new Finding.NoAnswer());
    Instant next = runner.job().due();
    runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    assertThat(runner.job().due()).as("that one was not answered").isEqualTo(next);
  }

  @Test
  void push_delays_the_first_query_at_most_by_max_interval() {
    Instant first = runner.job().due();
    for (int second = 0; second < 200; second++) {
      runner.after(Duration.ofSeconds(1));
      runner.then(new Event.Pushed(JobFixture.FIRST, "t1", ReportedStatus.RUNNING));
    }
    assertThat(runner.job().due()).isEqualTo(first.plusSeconds(60));
  }

  @Test
  void retry_downloads_a_generated_video_again() {
    runner.query(SUCCEEDED);
    runner.times(8, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    runner.is(State.FAILED);
    runner.then(new Event.Retry());
    runner.is(State.DOWNLOADING);
    assertThat(runner.job().fileId()).isEqualTo("f1");
    runner.costs(JobFixture.PRICE, 0);
  }
}
