package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.Provider.FileLocation;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the verticle's work around a download. */
class DownloadVerticleTest extends DownloadFixture {
  @Test
  void video_is_saved_below_directory_of_its_day() throws Exception {
    FakeProvider provider = new FakeProvider(storage.url());

    JobEvent happened = run(provider, QUICK);

    assertSaved(happened);
    Event.Saved saved = (Event.Saved) happened.event();
    Path file = videos.resolve("2026/03/01/job-1.mp4");
    assertThat(saved.video().path()).isEqualTo(file.toString());
    assertThat(saved.video().width()).isEqualTo(1366);
    assertThat(saved.video().height()).isEqualTo(768);
    assertThat(files()).containsExactly(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .startsWith("rw-")
        .endsWith("---");
    assertThat(provider.asked).containsExactly("file-7");
    assertThat(dueQueue.taken.get(0).queue()).isEqualTo(DueQueue.DOWNLOADS);
    assertThat(meters.get("keyframed.downloads").tag("outcome", "saved").counter().count())
        .isEqualTo(1);
    assertThat(meters.get("keyframed.download.bytes").counter().count())
        .isEqualTo(storage.video.length());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"\"one\", LASTING", "null, OTHERS"},
      nullValues = "null")
  void file_is_not_blamed_when_download_reaches_deadline(String etag, DownloadFault blame)
      throws Exception {
    DownloadTimeouts pace =
        new DownloadTimeouts(
            1,
            QUICK.window(),
            QUICK.silence(),
            Duration.ofSeconds(2),
            QUICK.pause(),
            QUICK.recheckInterval());
    storage.next(request -> storage.part(request, etag, 1000, false));

    assertThat(failed(run(new FakeProvider(storage.url()), pace)).fault()).isEqualTo(blame);
  }

  @ParameterizedTest
  @CsvSource({"ACCOUNT,LASTING", "THROTTLED,LASTING", "PASSING,OTHERS"})
  void file_is_not_blamed_for_trouble_of_account_or_provider(
      ServiceTrouble.TroubleKind kind, DownloadFault blame) throws Exception {
    ServiceTrouble trouble = new ServiceTrouble(kind, 1008, "balance");
    FakeProvider provider =
        new FakeProvider(storage.url())
            .next(new FileLocation.FileNotNow(1008, "balance", "t", trouble));

    assertThat(failed(run(provider, QUICK)))
        .isEqualTo(new Event.DownloadFailed(blame, 1008, "balance", "t"));
  }

  @Test
  void file_is_not_blamed_when_provider_does_not_have_it_yet() throws Exception {
    FakeProvider provider =
        new FakeProvider(storage.url())
            .next(new FileLocation.FileNotNow(2013, "no such file", "t", null));

    assertThat(failed(run(provider, QUICK)))
        .isEqualTo(new Event.DownloadFailed(DownloadFault.OTHERS, 2013, "no such file", "t"));
  }

  @Test
  void job_is_not_blamed_for_disk_failure() throws Exception {
    Files.writeString(videos.resolve("2026"), "in the way");

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.LASTING);
  }

  @Test
  void download_waits_while_earlier_run_still_writes() throws Exception {
    PartFile earlier =
        new PartFile(videos, videos.resolve("2026/03/01/job-1.mp4"), VideoAccess.USUAL);
    assertThat(earlier.open().bytes()).isZero();
    Event.DownloadFailed failed = failed(run(new FakeProvider(storage.url()), QUICK));
    earlier.close();

    assertThat(failed.fault()).isEqualTo(DownloadFault.OTHERS);
    assertThat(storage.requests).isEmpty();
    dueQueue.due.add(job("job-1"));
    assertSaved(dueQueue.next());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:PORT/a", "https://127.0.0.1:PORT/a", "ftp://x/a", "a"})
  void private_addresses_and_other_schemes_are_not_fetched(String url) throws Exception {
    String port = storage.url().replaceAll(".*:(\\d+)/.*", "$1");
    dueQueue.due.add(job("job-1"));
    DownloadSettings settings =
        new DownloadSettings(
            videos,
            VideoAccess.USUAL,
            2,
            8,
            1_000_000,
            Duration.ofSeconds(5),
            Duration.ofDays(7),
            false);
    deploy(settings, new FakeProvider(url.replace("PORT", port)), QUICK);

    assertThat(failed(dueQueue.next()).fault()).isEqualTo(DownloadFault.FILE);
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void download_outcome_is_reported_until_it_is_stored() throws Exception {
    dueQueue.fail(2);

    assertSaved(run(new FakeProvider(storage.url()), QUICK));
  }

  @Test
  void download_stop_does_not_wait_for_unavailable_store() throws Exception {
    dueQueue.fail(Integer.MAX_VALUE);
    dueQueue.due.add(job("job-1"));
    deploy(settings(), new FakeProvider(storage.url()), QUICK);
    assertThat(dueQueue.hasRefused()).isTrue();
    vertx.undeploy(vertx.deploymentIDs().iterator().next()).await(10, SECONDS);

    dueQueue.fail(0);
    assertSaved(run(new FakeProvider(storage.url()), QUICK));
  }

  @Test
  void downloads_are_limited_by_concurrency() throws Exception {
    List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    CountDownLatch two = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      storage.next(
          request -> {
            held.add(request);
            two.countDown();
          });
    }
    for (int i = 1; i <= 5; i++) {
      dueQueue.due.add(job("job-" + i));
    }
    deploy(settings(), new FakeProvider(storage.url()), QUICK);

    assertThat(two.await(10, SECONDS)).isTrue();
    assertThat(dueQueue.due).hasSize(3);
    held.forEach(storage::well);
    List<String> saved = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      saved.add(dueQueue.next().job().text());
    }
    assertThat(saved).containsExactlyInAnyOrder("job-1", "job-2", "job-3", "job-4", "job-5");
  }

  @Test
  void part_is_kept_at_stop_and_resumed_after_start() throws Exception {
    CountDownLatch half = new CountDownLatch(1);
    storage.next(
        request -> {
          storage.part(request, FakeVideoServer.ETAG, 100_000, false);
          half.countDown();
        });
    dueQueue.due.add(job("job-1"));
    deploy(settings(), new FakeProvider(storage.url()), QUICK);
    assertThat(half.await(10, SECONDS)).isTrue();
    vertx.undeploy(vertx.deploymentIDs().iterator().next()).await(10, SECONDS);

    assertThat(failed(dueQueue.next()))
        .isEqualTo(
            new Event.DownloadFailed(DownloadFault.LASTING, 0, "the daemon is stopping", null));
    assertThat(videos.resolve("2026/03/01/job-1.mp4.part")).exists();
    long kept = Files.size(videos.resolve("2026/03/01/job-1.mp4.part"));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));
    assertThat(storage.header(1, "Range")).isEqualTo(kept == 0 ? null : "bytes=" + kept + "-");
  }

  @Test
  void part_without_etag_is_discarded() throws Exception {
    Path day = Files.createDirectories(videos.resolve("2026/03/01"));
    Files.writeString(day.resolve("job-1.mp4.part"), "something else");

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(0, "Range")).isNull();
  }

  @Test
  void existing_video_is_replaced() throws Exception {
    Path day = Files.createDirectories(videos.resolve("2026/03/01"));
    Files.writeString(day.resolve("job-1.mp4"), "of a run whose word was lost");

    assertSaved(run(new FakeProvider(storage.url()), QUICK));
  }
}
