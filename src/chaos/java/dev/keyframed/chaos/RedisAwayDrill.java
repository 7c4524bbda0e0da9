package dev.keyframed.chaos;

import dev.keyframed.Eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.sandbox.Ledger.LedgerSubmission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a Redis that is killed or silent under load, and comes back. */
final class RedisAwayDrill {
  private static final int JOBS = 60;
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path dir;

  @Test
  void no_challenge_is_echoed_and_no_job_is_lost_while_redis_is_dead() throws Exception {
    try (Cluster cluster = new Cluster(dir, Cluster.quick())) {
      begin(cluster);
      cluster.killRedis();
      assertNothingIsPromised(cluster);
      cluster.reviveRedis();
      assertAllEndWell(cluster);
    }
  }

  @Test
  void no_challenge_is_echoed_and_no_job_is_lost_while_redis_is_silent() throws Exception {
    try (Cluster cluster = new Cluster(dir, Cluster.quick())) {
      begin(cluster);
      cluster.signalRedis("STOP");
      try {
        assertNothingIsPromised(cluster);
      } finally {
        cluster.signalRedis("CONT");
      }
      assertAllEndWell(cluster);
    }
  }

  private static void begin(Cluster cluster) throws Exception {
    cluster.startAll();
    List<String> jobs = IntStream.range(0, JOBS).mapToObj(i -> "job-" + i).toList();
    assertThat(jobs).allMatch(cluster::enqueue);
    Eventually.await("the first have ended", SOON, () -> cluster.results().size() >= JOBS / 10);
  }

  /** Checks that no daemon reports to be ready, and that no challenge is echoed. */
  private static void assertNothingIsPromised(Cluster cluster) throws Exception {
    Instant away = Instant.now();
    Eventually.await(
        "no daemon is ready", SOON, () -> cluster.nodes.stream().noneMatch(DaemonProcess::isReady));
    List<LedgerSubmission> since =
        cluster.sandbox.ledger().submissions().stream()
            .filter(submission -> submission.at().isAfter(away))
            .toList();
    assertThat(since).allMatch(submission -> submission.echoes() == 0);
  }

  private static void assertAllEndWell(Cluster cluster) throws Exception {
    for (DaemonProcess node : cluster.nodes) {
      cluster.awaitReady(node);
    }
    Eventually.await(
        "all jobs have ended",
        Duration.ofSeconds(90),
        () -> cluster.audit().withoutResult().isEmpty());
    Audit audit = cluster.audit();
    assertThat(audit.isClean()).as(audit.line()).isTrue();
  }
}
