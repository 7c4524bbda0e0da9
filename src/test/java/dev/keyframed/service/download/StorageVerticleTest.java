package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.ops.Tool;
import dev.keyframed.port.Health.HealthStatus;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class StorageVerticleTest {
  private final StorageHealth health = new StorageHealth();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicLong floor = new AtomicLong();

  @TempDir Path dir;

  @Test
  void storage_is_up_with_free_space_and_probe_file_is_removed(Vertx vertx) throws Exception {
    Path videos = dir.resolve("data/videos");

    watch(vertx, videos);

    assertThat(health.hasRoom()).isTrue();
    assertThat(health.status().reason()).endsWith(" MB free in " + videos);
    assertThat(told).isEmpty();
    try (Stream<Path> left = Files.list(videos)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void storage_trouble_lasts_while_free_space_is_below_floor(Vertx vertx) throws Exception {
    BlockingQueue<Object> wakings = new LinkedBlockingQueue<>();
    Bus.install(vertx);
    assertThat(new Bus(vertx).listen(BusAddresses.RELOADED, wakings::add)).isNotNull();
    floor.set(Long.MAX_VALUE);
    watch(vertx, dir);

    HealthStatus full = health.status();
    assertThat(full.well()).isFalse();
    assertThat(full.reason()).contains("less than videos.min_free").contains(dir.toString());
    assertThat(health.decidesReadiness()).isFalse();
    assertThat(told.poll(10, SECONDS)).isEqualTo("storage full begins");
    floor.set(0);

    String next = told.poll(10, SECONDS);
    while ("storage full begins".equals(next)) { // a repeat, which the register drops
      next = told.poll(10, SECONDS);
    }
    assertThat(next).isEqualTo("storage full ends");
    assertThat(health.hasRoom()).isTrue();
    assertThat(wakings.poll(10, SECONDS)).as("jobs are looked for again").isNotNull();
  }

  @Test
  void storage_trouble_names_path_that_is_not_a_directory(Vertx vertx) throws Exception {
    Path file = Files.writeString(dir.resolve("videos"), "in the way");

    watch(vertx, file);

    assertThat(health.hasRoom()).isFalse();
    assertThat(told.poll(10, SECONDS)).isEqualTo("storage missing begins");
  }

  // Only root can try it.
  @ParameterizedTest
  @CsvSource({"'nr_inodes=1', full", "'size=4k,nr_inodes=100', full", "'ro', read_only"})
  void storage_trouble_is_reported_for_full_or_read_only_file_system(
      String options, String reason, Vertx vertx) throws Exception {
    boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir.toString()) == 0;
    Tool.need(mounted, "only root can mount a file system");
    try {
      if (options.startsWith("size")) {
        Files.write(dir.resolve("a"), new byte[4096]);
      }
      watch(vertx, dir);

      assertThat(health.hasRoom()).isFalse();
      assertThat(told.poll(10, SECONDS)).isEqualTo("storage " + reason + " begins");
      for (String deployment : vertx.deploymentIDs()) {
        vertx.undeploy(deployment).await(10, SECONDS);
      }
    } finally {
      assertThat(run("umount", "-l", dir.toString())).isZero();
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, full",
    "Disk quota exceeded, full",
    "Read-only file system, read_only",
    "Operation not permitted, denied",
    "Not a directory, missing",
    "Input/output error, failed"
  })
  void storage_errors_of_system_have_distinct_reasons(String said, String reason) {
    StorageProbe probe = new StorageProbe(dir, VideoAccess.USUAL);

    StorageProbe.ProbeResult found = probe.found(new FileSystemException("a file", null, said));

    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.words()).startsWith(dir.toString());
  }

  @Test
  void storage_trouble_is_reported_for_directory_of_another_user() {
    StorageProbe probe = new StorageProbe(dir, VideoAccess.USUAL);

    assertThat(probe.found(new AccessDeniedException("a file")).reason()).isEqualTo("denied");
  }

  private void watch(Vertx vertx, Path videos) throws Exception {
    TroubleReporter reporter =
        new TroubleReporter() {
          @Override
          public void begins(Party with, String reason, String words) {
            told.add(with.label() + " " + reason + " begins");
          }

          @Override
          public void ends(Party with, String reason) {
            told.add(with.label() + " " + reason + " ends");
          }
        };
    DownloadSettings settings =
        new DownloadSettings(
            videos,
            VideoAccess.USUAL,
            2,
            8,
            1_000_000,
            Duration.ofSeconds(5),
            Duration.ofDays(7),
            true);
    vertx
        .deployVerticle(
            new StorageVerticle(settings, floor::get, health, reporter, Duration.ofMillis(20)))
        .await(10, SECONDS);
  }
}
