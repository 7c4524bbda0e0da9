package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sets up downloads over real HTTP onto a real disk, with a fake store and provider. */
@ExtendWith(VertxExtension.class)
abstract class DownloadFixture {
  static final DownloadTimeouts QUICK =
      new DownloadTimeouts(
          1,
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMillis(10),
          Duration.ZERO);

  @TempDir Path videos;
  final MeterRegistry meters = new SimpleMeterRegistry();
  Vertx vertx;
  FakeVideoServer storage;
  FakeDueQueue dueQueue;

  @BeforeEach
  void setUp(Vertx fresh) throws Exception {
    vertx = fresh;
    storage = new FakeVideoServer(vertx);
    dueQueue = new FakeDueQueue(vertx);
  }

  JobEvent run(FakeProvider provider, DownloadTimeouts pace) throws Exception {
    dueQueue.due.add(job("job-1"));
    deploy(settings(), provider, pace);
    return dueQueue.next();
  }

  DownloadSettings settings() {
    return new DownloadSettings(
        videos,
        VideoAccess.USUAL,
        2,
        8,
        1_000_000,
        Duration.ofSeconds(5),
        Duration.ofDays(7),
        true);
  }

  void deploy(DownloadSettings settings, FakeProvider provider, DownloadTimeouts pace)
      throws Exception {
    vertx
        .deployVerticle(new DownloadVerticle(settings, provider, new Meters(meters), pace))
        .await(5, SECONDS);
  }

  /** Checks that the video was saved and that its description is correct. */
  void assertSaved(JobEvent happened) throws Exception {
    assertThat(happened.event()).isInstanceOf(Event.Saved.class);
    Event.Saved saved = (Event.Saved) happened.event();
    byte[] file = Files.readAllBytes(Path.of(saved.video().path()));
    assertThat(Buffer.buffer(file)).isEqualTo(storage.video);
    assertThat(saved.video().bytes()).isEqualTo(file.length);
    assertThat(saved.video().sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
  }

  static Event.DownloadFailed failed(JobEvent happened) {
    assertThat(happened.event()).isInstanceOf(Event.DownloadFailed.class);
    return (Event.DownloadFailed) happened.event();
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(videos)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  static Job job(String id) {
    JobSpec terms =
        new JobSpec("MiniMax-Hailuo-02", "768P", 6, 280_000, Priority.NORMAL, null, null, 3);
    JobBuilder draft = new JobBuilder(new JobId(id), terms, Instant.parse("2026-02-28T22:00:00Z"));
    draft.state = State.DOWNLOADING;
    draft.fileId = "file-7";
    draft.width = 1366;
    draft.height = 768;
    draft.generatedAt = Instant.parse("2026-03-01T00:30:00Z");
    return draft.done();
  }
}
