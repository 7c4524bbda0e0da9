package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests files that do not pass as MP4. */
class UncheckedVideoTest extends DownloadFixture {
  private static final Buffer ODD = Buffer.buffer("\u001aEno MP4 at all, but what was made");
  private static final DownloadTimeouts A_MINUTE_APART =
      new DownloadTimeouts(
          1,
          QUICK.window(),
          QUICK.silence(),
          QUICK.deadline(),
          QUICK.pause(),
          Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource(
      value = {
        "video/mp4",
        "video/webm",
        "application/octet-stream",
        "binary/octet-stream",
        "null"
      },
      nullValues = "null")
  void file_served_twice_with_same_content_is_delivered_unchecked(String type) throws Exception {
    storage.next(serving(type, ODD));
    storage.next(serving(type, ODD));
    FakeProvider provider = new FakeProvider(storage.url());

    Event.DownloadFailed first = failed(run(provider, QUICK));
    Event.Saved second = saved(again());

    assertThat(first.fault()).isEqualTo(DownloadFault.FILE);
    assertThat(second.video().checked()).isFalse();
    assertThat(second.video().bytes()).isEqualTo(ODD.length());
    assertThat(Files.readAllBytes(Path.of(second.video().path()))).isEqualTo(ODD.getBytes());
    assertThat(provider.asked).as("the file is looked for anew").hasSize(2);
    assertThat(storage.header(1, "Range")).isNull();
    assertThat(files()).containsExactly(Path.of(second.video().path()));
  }

  @Test
  void same_content_within_a_minute_counts_once_until_last_try() throws Exception {
    assertTwoLooksAtOnceAreOne();

    JobBuilder last = job("job-1").edit();
    last.retries = settings().attempts() - 1;
    dueQueue.due.add(last.done());
    assertThat(saved(dueQueue.next()).video().checked()).isFalse();
  }

  @Test
  void same_content_a_minute_apart_counts_twice() throws Exception {
    assertTwoLooksAtOnceAreOne();
    Path seen = files().stream().filter(file -> file.toString().endsWith(".sum")).findAny().get();
    Instant first = Files.getLastModifiedTime(seen).toInstant();
    Files.setLastModifiedTime(seen, FileTime.from(first.minusSeconds(60)));

    assertThat(saved(again()).video().checked()).isFalse();
  }

  @Test
  void whole_mp4_is_delivered_checked() throws Exception {
    assertThat(saved(run(new FakeProvider(storage.url()), QUICK)).video().checked()).isTrue();
  }

  @Test
  void file_with_different_content_each_time_is_not_delivered() throws Exception {
    storage.next(serving("video/mp4", ODD));
    storage.next(serving("video/mp4", ODD.copy().appendString("!")));
    storage.next(serving("video/mp4", ODD));

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.FILE);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.FILE);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.FILE);
  }

  @Test
  void same_content_from_two_urls_of_one_run_counts_once() throws Exception {
    storage.next(serving("video/mp4", ODD));
    storage.next(serving("video/mp4", ODD));

    assertThat(failed(run(new FakeProvider(storage.url(), storage.url()), QUICK)).message())
        .isEqualTo("the file served is not a whole MP4 file");
  }

  @Test
  void whole_mp4_after_other_content_is_delivered_checked() throws Exception {
    storage.next(serving("video/mp4", ODD));

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.FILE);
    assertSaved(again());
    assertThat(files()).hasSize(1);
  }

  @Test
  void file_shorter_than_announced_is_not_counted_as_served() throws Exception {
    for (int i = 0; i < 12; i++) {
      storage.next(request -> storage.part(request, null, 1000, true));
    }

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.OTHERS);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.OTHERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=utf-8",
        "application/json",
        "application/xml",
        "text/plain",
        "application/problem+json",
        "image/png"
      })
  void document_by_content_type_is_not_delivered(String type) throws Exception {
    neverDelivered(serving(type, ODD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Please sign in</html>",
        "\n  <?xml version=\"1.0\"?><Error/>",
        "{\"error\":\"gone\"}",
        "\uFEFF[]",
        "   "
      })
  void document_by_its_first_bytes_is_not_delivered(String document) throws Exception {
    neverDelivered(serving("application/octet-stream", Buffer.buffer(document)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE"})
  void document_in_utf_16_is_not_delivered(String charset) throws Exception {
    String mark = charset.equals("UTF-16") ? "" : "\uFEFF";
    Buffer page = Buffer.buffer((mark + "<html>gone</html>").getBytes(Charset.forName(charset)));
    neverDelivered(serving("video/mp4", page));
  }

  private void neverDelivered(Handler<HttpServerRequest> turn) throws Exception {
    storage.next(turn);
    storage.next(turn);
    storage.next(turn);

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.FILE);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.FILE);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.FILE);
  }

  /**
   * Checks that two equal files count once if they are not far enough apart; a third run gets the
   * file.
   */
  private void assertTwoLooksAtOnceAreOne() throws Exception {
    for (int look = 0; look < 3; look++) {
      storage.next(serving("video/mp4", ODD));
    }
    assertThat(failed(run(new FakeProvider(storage.url()), A_MINUTE_APART)).fault())
        .isEqualTo(DownloadFault.FILE);
    assertThat(failed(again()).fault()).isEqualTo(DownloadFault.FILE);
  }

  private JobEvent again() throws Exception {
    dueQueue.due.add(job("job-1"));
    return dueQueue.next();
  }

  private static Event.Saved saved(JobEvent happened) {
    assertThat(happened.event()).isInstanceOf(Event.Saved.class);
    return (Event.Saved) happened.event();
  }

  private static Handler<HttpServerRequest> serving(String type, Buffer content) {
    return request -> {
      if (type != null) {
        request.response().putHeader("Content-Type", type);
      }
      FakeVideoServer.whole(request, FakeVideoServer.ETAG, content);
    };
  }
}
