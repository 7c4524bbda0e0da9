package dev.keyframed.chaos;

import dev.keyframed.Eventually;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests two daemons behind one address, one of which is killed every second. */
final class TwoDaemonsDrill {
  private static final int JOBS = 150;

  @TempDir Path dir;

  @Test
  void all_jobs_succeed_with_a_daemon_killed_every_second() throws Exception {
    try (Cluster cluster = new Cluster(dir, Cluster.quick())) {
      cluster.startAll();
      List<String> jobs = IntStream.range(0, JOBS).mapToObj(i -> "job-" + i).toList();
      assertThat(jobs).allMatch(cluster::enqueue);
      killWhileTheyWork(cluster);
      Audit audit = cluster.audit();
      assertThat(audit.isClean()).as(audit.line()).isTrue();
      assertThat(cluster.results())
          .hasSize(JOBS)
          .allMatch(result -> result.getString("state").equals("succeeded"));
      assertThat(cluster.sandbox.ledger().tasks()).hasSize(JOBS);
    }
  }

  /** Kills each in turn, and only while the other one is ready. */
  private static void killWhileTheyWork(Cluster cluster) throws Exception {
    for (int turn = 0; cluster.results().size() < JOBS; turn++) {
      DaemonProcess victim = cluster.nodes.get(turn % 2);
      DaemonProcess other = cluster.nodes.get((turn + 1) % 2);
      cluster.awaitReady(other);
      boolean done =
          Eventually.within(Duration.ofSeconds(1), () -> cluster.results().size() >= JOBS);
      if (!done) {
        victim.kill();
        victim.start("");
      }
      assertThat(turn).as("kills").isLessThan(120);
    }
  }
}
