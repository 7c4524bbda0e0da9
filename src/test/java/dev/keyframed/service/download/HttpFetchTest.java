package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the behaviour of storage hosts, and the outcome of a download for each. */
class HttpFetchTest extends DownloadFixture {
  @Test
  void download_url_is_used_unchanged_and_without_api_key() throws Exception {
    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.url()).endsWith(storage.requests.get(0).uri());
    assertThat(storage.header(0, "Authorization")).isNull();
  }

  @Test
  void cut_download_is_resumed() throws Exception {
    storage.next(storage::cut);

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(0, "Range")).isNull();
    assertThat(storage.header(1, "Range")).isEqualTo("bytes=" + storage.video.length() / 2 + "-");
    assertThat(storage.header(1, "If-Range")).isEqualTo(FakeVideoServer.ETAG);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"null", "W/\"one\""},
      nullValues = "null")
  void cut_download_restarts_without_strong_etag(String etag) throws Exception {
    storage.next(request -> storage.part(request, etag, 1000, true));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(1, "Range")).isNull();
  }

  @Test
  void cut_download_restarts_when_range_is_ignored() throws Exception {
    storage.next(storage::cut);
    storage.next(request -> FakeVideoServer.whole(request, FakeVideoServer.ETAG, storage.video));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"two\" | bytes HALF-LAST/SIZE",
        "\"one\" | bytes 7-LAST/SIZE",
        "\"one\" | bytes HALF-150000/SIZE",
        "\"one\" | bytes HALF-LAST/*",
        "\"one\" | nonsense"
      })
  void cut_download_restarts_when_server_answers_another_range(String etag, String range)
      throws Exception {
    int size = storage.video.length();
    String filled =
        range
            .replace("HALF", String.valueOf(size / 2))
            .replace("LAST", String.valueOf(size - 1))
            .replace("SIZE", String.valueOf(size));
    storage.next(storage::cut);
    storage.next(
        request ->
            request
                .response()
                .setStatusCode(206)
                .putHeader("ETag", etag)
                .putHeader("Content-Range", filled)
                .end(Buffer.buffer(new byte[storage.video.length() / 2])));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(2, "Range")).isNull();
  }

  @Test
  void download_restarts_when_announced_length_is_too_large() throws Exception {
    storage.next(
        request -> {
          request
              .response()
              .putHeader("ETag", FakeVideoServer.ETAG)
              .putHeader("Content-Length", String.valueOf(storage.video.length() + 1000))
              .write(storage.video)
              .onSuccess(written -> request.connection().close());
        });

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(1, "Range")).isEqualTo("bytes=" + storage.video.length() + "-");
    assertThat(storage.header(2, "Range")).isNull();
  }

  static Stream<Handler<HttpServerRequest>> unfit() {
    Buffer video = FakeVideoServer.mp4(1000, 2);
    return Stream.of(
        request -> FakeVideoServer.whole(request, null, Buffer.buffer()),
        request ->
            FakeVideoServer.whole(request, null, Buffer.buffer("<html>Please sign in</html>")),
        request -> FakeVideoServer.whole(request, null, video.slice(0, video.length() / 2)),
        request -> FakeVideoServer.whole(request, null, Buffer.buffer(new byte[1_000_001])),
        request -> request.response().setChunked(true).end(Buffer.buffer(new byte[1_000_001])),
        FakeVideoServer.status(500),
        FakeVideoServer.status(206),
        FakeVideoServer.status(302));
  }

  @Test
  void backup_url_is_used_when_first_host_is_unavailable() throws Exception {
    // Port 1 of the loopback has no listener.
    assertSaved(run(new FakeProvider("http://127.0.0.1:1/a", storage.url()), QUICK));

    assertThat(storage.requests).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void backup_url_is_used_when_first_answer_is_unusable(Handler<HttpServerRequest> turn)
      throws Exception {
    storage.next(turn);

    assertSaved(run(new FakeProvider(storage.url(), storage.url()), QUICK));

    assertThat(storage.requests).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void download_fails_when_answer_is_unusable_and_no_backup_url_exists(
      Handler<HttpServerRequest> turn) throws Exception {
    storage.always(turn);

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isNotEqualTo(DownloadFault.LASTING);
    assertThat(Files.exists(videos.resolve("2026/03/01/job-1.mp4"))).isFalse();
  }

  @Test
  void body_without_length_or_chunks_is_refused() throws Exception {
    int port =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        asked ->
                            socket.end(
                                Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n")
                                    .appendBuffer(storage.video))))
            .listen(0, "127.0.0.1")
            .await(5, SECONDS)
            .actualPort();

    Event.DownloadFailed failed = failed(run(new FakeProvider("http://127.0.0.1:" + port), QUICK));

    assertThat(failed)
        .isEqualTo(
            new Event.DownloadFailed(DownloadFault.FILE, 200, "HTTP 200: no content length", null));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void expired_url_is_requested_again_and_download_continues(int status) throws Exception {
    storage.next(storage::cut);
    storage.next(FakeVideoServer.status(status));
    FakeProvider provider = new FakeProvider(storage.url());

    assertSaved(run(provider, QUICK));

    assertThat(provider.asked).hasSize(2);
    assertThat(storage.header(2, "Range")).isNotNull();
  }

  @Test
  void expired_url_is_requested_at_most_three_times() throws Exception {
    for (int i = 0; i < 10; i++) {
      storage.next(FakeVideoServer.status(403));
    }
    FakeProvider provider = new FakeProvider(storage.url());

    Event.DownloadFailed failed = failed(run(provider, QUICK));

    assertThat(failed)
        .isEqualTo(
            new Event.DownloadFailed(
                DownloadFault.OTHERS, 403, "the URL has expired: HTTP 403", null));
    assertThat(provider.asked).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"404,FILE", "410,FILE", "400,FILE", "408,OTHERS", "429,OTHERS", "503,OTHERS"})
  void file_is_not_blamed_when_storage_host_fails(int status, DownloadFault blame)
      throws Exception {
    for (int i = 0; i < 10; i++) {
      storage.next(FakeVideoServer.status(status));
    }

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault()).isEqualTo(blame);
  }

  @Test
  void file_is_not_blamed_when_no_storage_host_is_reachable() throws Exception {
    assertThat(failed(run(new FakeProvider("http://127.0.0.1:1/a"), QUICK)).fault())
        .isEqualTo(DownloadFault.OTHERS);
  }

  @Test
  void download_fails_when_every_transfer_is_cut() throws Exception {
    for (int i = 0; i < 10; i++) {
      storage.next(request -> storage.part(request, null, 10, true));
    }

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.OTHERS);
    assertThat(storage.requests).hasSize(6);
  }

  @Test
  void download_follows_three_redirects() throws Exception {
    for (int i = 0; i < 3; i++) {
      storage.next(
          request ->
              request.response().setStatusCode(302).putHeader("Location", "/b%2Fc?d=%2B").end());
    }

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.requests.get(3).uri()).isEqualTo("/b%2Fc?d=%2B");
  }

  @Test
  void download_fails_on_fourth_redirect() throws Exception {
    for (int i = 0; i < 4; i++) {
      storage.next(
          request -> request.response().setStatusCode(307).putHeader("Location", "/b").end());
    }

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).message())
        .isEqualTo("too many redirects");
  }

  @Test
  void download_without_data_is_cut_and_resumed() throws Exception {
    DownloadTimeouts pace =
        new DownloadTimeouts(
            1,
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            QUICK.deadline(),
            QUICK.pause(),
            QUICK.recheckInterval());
    storage.next(request -> storage.part(request, FakeVideoServer.ETAG, 1000, false));

    assertSaved(run(new FakeProvider(storage.url()), pace));

    assertThat(storage.header(1, "Range")).isEqualTo("bytes=1000-");
  }

  @Test
  void slow_download_is_cut_and_resumed() throws Exception {
    DownloadTimeouts pace =
        new DownloadTimeouts(
            5000,
            Duration.ofSeconds(1),
            QUICK.silence(),
            QUICK.deadline(),
            QUICK.pause(),
            QUICK.recheckInterval());
    storage.next(request -> storage.part(request, FakeVideoServer.ETAG, 1000, false));

    assertSaved(run(new FakeProvider(storage.url()), pace));

    assertThat(storage.header(1, "Range")).isEqualTo("bytes=1000-");
  }
}
