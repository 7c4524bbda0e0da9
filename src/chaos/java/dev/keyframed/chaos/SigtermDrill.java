package dev.keyframed.chaos;

import dev.keyframed.Eventually;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a daemon stops cleanly under load while another one continues. */
final class SigtermDrill {
  private static final int JOBS = 60;
  private static final int LIMIT_SECONDS = 30;

  @TempDir Path dir;

  @Test
  void daemon_stops_in_time_under_load_and_loses_nothing() throws Exception {
    try (Cluster cluster = new Cluster(dir, Cluster.quick())) {
      DaemonProcess first = cluster.nodes.get(0);
      DaemonProcess second = cluster.nodes.get(1);
      first.start("");
      cluster.awaitReady(first);
      List<String> jobs = IntStream.range(0, JOBS).mapToObj(i -> "job-" + i).toList();
      assertThat(jobs).allMatch(cluster::enqueue);
      Eventually.await(
          "the first jobs have ended",
          Duration.ofSeconds(30),
          () -> cluster.results().size() >= JOBS / 10);
      assertThat(first.stop(LIMIT_SECONDS)).as("ended in time").isTrue();
      assertThat(first.exitCode()).as("by SIGTERM alone").isEqualTo(143);
      assertThat(cluster.results()).as("there was work left").hasSizeLessThan(JOBS);
      second.start("");
      Eventually.await(
          "all jobs have ended", Duration.ofSeconds(60), () -> cluster.results().size() >= JOBS);
      Audit audit = cluster.audit();
      assertThat(audit.isClean()).as(audit.line()).isTrue();
      assertThat(cluster.results())
          .allSatisfy(
              result ->
                  assertThat(result.getString("state"))
                      .as(() -> cluster.describe(result.getString("job_id")))
                      .isEqualTo("succeeded"));
      assertThat(cluster.sandbox.ledger().tasks()).hasSize(JOBS);
      assertThat(cluster.sandbox.ledger().submissions())
          .as("what was open at the stop was waited for")
          .hasSize(JOBS);
    }
  }
}
