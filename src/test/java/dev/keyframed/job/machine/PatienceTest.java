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
class PatienceTest {
  private static final Video VIDEO = new Video("/v.mp4", 7, "0", 1366, 768);
  private static final Finding SUCCEEDED = new Finding.Succeeded("f1", 1366, 768);
  private static final Finding UNKNOWN = new Finding.TaskUnknown(2013, "no such task");

  private static final Event UNKNOWN_FILE =
      new Event.DownloadFailed(DownloadFault.UNKNOWN_FILE, 2013, "no such file", null);

  private final Play play = Play.begin();

  @BeforeEach
  void generate() {
    play.then(Jobs.claim(), new Event.Challenged(Jobs.FIRST));
    play.then(Answers.created(Jobs.FIRST, "t1", null));
  }

  @Test
  void download_is_retried_for_a_day_when_others_are_to_blame() {
    play.query(SUCCEEDED);
    Instant there = play.now();
    while (play.now().isBefore(there.plus(Duration.ofHours(23)))) {
      play.times(1, new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null));
      assertThat(play.job().due()).isBefore(play.now().plus(Duration.ofMinutes(6)));
    }
    play.is(State.DOWNLOADING);
    play.then(new Event.Saved(VIDEO));
    play.is(State.SUCCEEDED);
  }

  @Test
  void download_failures_of_others_do_not_count_as_failures_of_the_file() {
    play.query(SUCCEEDED);
    play.times(50, new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null));
    play.times(7, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    play.is(State.DOWNLOADING);
    play.times(1, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    play.is(State.FAILED);
  }

  @Test
  void unreachable_video_is_given_up_and_a_retry_allows_more_downloads() {
    play.query(SUCCEEDED);
    play.after(Duration.ofHours(24));
    Event away = new Event.DownloadFailed(DownloadFault.OTHERS, 503, "away", null);
    play.times(8, away);
    play.is(State.FAILED);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    play.costs(Jobs.PRICE, 0);
    play.then(new Event.Retry());
    play.times(7, away);
    play.is(State.DOWNLOADING);
  }

  @Test
  void download_waits_without_limit_when_account_or_disk_is_to_blame() {
    play.query(SUCCEEDED);
    play.after(Duration.ofDays(3));
    play.times(100, new Event.DownloadFailed(DownloadFault.STANDING, 1008, "balance", null));
    play.is(State.DOWNLOADING);
  }

  @Test
  void created_task_that_is_not_found_is_queried_until_give_up_after() {
    while (play.now().isBefore(Jobs.NOON.plus(Duration.ofHours(23)))) {
      play.times(1, new Event.Queried("t1", UNKNOWN));
    }
    play.is(State.GENERATING);
    play.after(Duration.ofHours(1));
    play.query(UNKNOWN);
    play.is(State.FAILED);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.GENERATION_TIMED_OUT);
    assertThat(play.job().failure().message()).contains("did not find it");
    play.costs(Jobs.PRICE, 0);
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.ENDED));
    play.query(SUCCEEDED);
    play.is(State.DOWNLOADING);
  }

  @Test
  void task_is_queried_again_when_the_provider_does_not_know_its_file() {
    play.query(SUCCEEDED);
    Instant there = play.job().generatedAt();
    play.times(1, UNKNOWN_FILE);
    play.is(State.GENERATING);
    assertThat(play.job().fileId()).isNull();
    assertThat(play.job().due()).isAfterOrEqualTo(play.now().plusSeconds(10));
    play.query(new Finding.Succeeded("f2", 1366, 768));
    play.is(State.DOWNLOADING);
    assertThat(play.job().fileId()).isEqualTo("f2");
    assertThat(play.job().generatedAt()).isEqualTo(there);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void unknown_file_is_tried_eight_times_when_the_first_download_is_late() {
    play.query(SUCCEEDED);
    play.after(Duration.ofDays(3));
    for (int miss = 1; miss < 8; miss++) {
      play.times(1, UNKNOWN_FILE);
      play.is(State.GENERATING);
      play.query(SUCCEEDED);
    }
    play.is(State.DOWNLOADING);
    play.times(1, UNKNOWN_FILE);
    play.is(State.FAILED);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void unknown_file_is_queried_with_growing_pauses_and_never_paid_again() {
    play.query(SUCCEEDED);
    int asked = 0;
    while (play.job().state() != State.FAILED) {
      play.times(1, UNKNOWN_FILE);
      if (play.job().state() == State.GENERATING) {
        asked++;
        play.atDue();
        play.query(SUCCEEDED);
      }
    }
    assertThat(asked).isBetween(100, 400);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    play.costs(Jobs.PRICE, 0);
    play.then(new Event.Retry());
    play.is(State.GENERATING);
    play.query(new Finding.GenerationFailed(false, 0, "failed", null));
    play.is(State.FAILED);
    assertThat(play.job().failure().code()).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    play.then(new Event.Retry());
    play.query(UNKNOWN);
    play.is(State.GENERATING);
    play.query(new Finding.Succeeded("f2", 1366, 768));
    play.is(State.DOWNLOADING);
    play.costs(Jobs.PRICE, 0);
  }

  @Test
  void push_delays_a_query_at_most_by_max_interval_after_the_last_answer() {
    play.query(new Finding.Running());
    Instant latest = play.now().plusSeconds(60);
    for (int second = 0; second < 60; second++) {
      play.after(Duration.ofSeconds(1));
      play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
      assertThat(play.job().due()).isAfter(play.now().minusSeconds(1));
      assertThat(play.job().due()).isBeforeOrEqualTo(latest);
    }
    assertThat(play.job().due()).isEqualTo(latest);
    play.query(new Finding.NoAnswer());
    Instant next = play.job().due();
    play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    assertThat(play.job().due()).as("that one was not answered").isEqualTo(next);
  }

  @Test
  void push_delays_the_first_query_at_most_by_max_interval() {
    Instant first = play.job().due();
    for (int second = 0; second < 200; second++) {
      play.after(Duration.ofSeconds(1));
      play.then(new Event.Pushed(Jobs.FIRST, "t1", ReportedStatus.RUNNING));
    }
    assertThat(play.job().due()).isEqualTo(first.plusSeconds(60));
  }

  @Test
  void retry_downloads_a_generated_video_again() {
    play.query(SUCCEEDED);
    play.times(8, new Event.DownloadFailed(DownloadFault.FILE, 404, "gone", null));
    play.is(State.FAILED);
    play.then(new Event.Retry());
    play.is(State.DOWNLOADING);
    assertThat(play.job().fileId()).isEqualTo("f1");
    play.costs(Jobs.PRICE, 0);
  }
}
