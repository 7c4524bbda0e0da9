package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the faults of downloads; each occurs once, then the file is complete. */
class DownloadFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "download_http_404, 404",
    "download_http_503, 503",
    "download_expired, 403",
    "download_empty, 200",
    "download_not_mp4, 200",
    "download_redirect, 302",
    "download_truncated, 200"
  })
  void download_fault_replaces_one_answer(String fault, int status) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      String url = fixture.videoUrl("job-1");
      HttpResponse<byte[]> answer = fixture.download(url);
      assertThat(answer.statusCode()).isEqualTo(status);
      HttpResponse<byte[]> whole =
          fixture.download(answer.headers().firstValue("Location").orElse(url));
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(answer.body().length).isLessThan(whole.body().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"download_cut", "download_wrong_length"})
  void download_fault_sends_less_than_announced(String fault) throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=" + fault)) {
      String url = fixture.videoUrl("job-1");
      assertThatThrownBy(() -> fixture.download(url)).isInstanceOf(IOException.class);
      assertThat(fixture.download(url).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void range_is_cut_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=download_cut")) {
      String url = fixture.videoUrl("job-1");
      assertThatThrownBy(() -> fixture.download(url, "Range", "bytes=100-"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void slow_download_is_complete() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=download_slow")) {
      String url = fixture.videoUrl("job-1");
      assertThat(fixture.download(url).body()).isEqualTo(fixture.download(url).body());
    }
  }

  @Test
  void download_stays_unanswered_by_stall_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=download_stall")) {
      String url = fixture.videoUrl("job-1");
      fixture.patience = Duration.ofMillis(400);
      assertThatThrownBy(() -> fixture.download(url)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void range_is_ignored_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=download_range_ignored")) {
      String url = fixture.videoUrl("job-1");
      assertThat(fixture.download(url, "Range", "bytes=100-").statusCode()).isEqualTo(200);
      assertThat(fixture.download(url, "Range", "bytes=100-").statusCode()).isEqualTo(206);
    }
  }

  @Test
  void etag_changes_between_ranges_by_fault() throws Exception {
    try (SandboxFixture fixture = SandboxFixture.playing("job:job-1=download_etag_changed")) {
      String url = fixture.videoUrl("job-1");
      HttpResponse<byte[]> first = fixture.download(url, "Range", "bytes=0-99");
      HttpResponse<byte[]> second = fixture.download(url, "Range", "bytes=100-199");
      assertThat(first.headers().firstValue("ETag"))
          .isNotEqualTo(second.headers().firstValue("ETag"));
      assertThat(first.statusCode()).isEqualTo(206);
    }
  }
}
