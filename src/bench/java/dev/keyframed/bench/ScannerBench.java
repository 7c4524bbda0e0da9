package dev.keyframed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Measures what idle pending tasks cost, and how long a due one takes to be found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScannerBench {
  private static final int FINDS = 2000;
  private static final double MEGABYTE = 1_000_000;

  private final Report report = new Report("scanner", "Pending tasks");
  private final List<PendingTasksFixture> sizes = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private Path dir;

  @BeforeAll
  void fill(@TempDir Path own) throws Exception {
    dir = own;
    for (int count : Durations.PENDING) {
      long start = System.nanoTime();
      sizes.add(PendingTasksFixture.fill(vertx, dir.resolve("redis-" + count), count));
      report.add(of(count) + "written in", (System.nanoTime() - start) / 1e9, "s");
    }
  }

  @AfterAll
  void stop() throws Exception {
    report.publish();
    for (PendingTasksFixture pending : sizes) {
      pending.close();
    }
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static String of(int count) {
    return String.format(Locale.ROOT, "%,d: ", count);
  }

  @Test
  void redis_memory_of_a_pending_task() throws Exception {
    for (PendingTasksFixture pending : sizes) {
      report.atMost(
          900,
          of(pending.count()) + "Redis memory for a task beyond its payload",
          pending.bytesBeyondPayload(),
          "bytes");
    }
  }

  /**
   * Measures one find in each Redis in turn, so that all share the same conditions of the machine.
   */
  @Test
  void time_to_find_a_due_task() throws Exception {
    double[][] took = new double[sizes.size()][FINDS];
    rounds(took);
    long[] before = scriptMicros();
    rounds(took);
    long[] after = scriptMicros();
    double[] inRedis = new double[sizes.size()];
    for (int i = 0; i < sizes.size(); i++) {
      String which = of(sizes.get(i).count());
      inRedis[i] = (after[i] - before[i]) / (double) FINDS;
      report.add(which + "a due one is found in, median", Report.median(took[i]), "ms");
      report.add(which + "of that in Redis", inRedis[i], "us");
    }
    String most = of(sizes.get(sizes.size() - 1).count());
    String fewest = " beside that of " + of(sizes.get(0).count()).replace(": ", "");
    double ratio = Report.median(took[sizes.size() - 1]) / Report.median(took[0]);
    report.atMost(1.2, most + "time" + fewest, ratio, "");
    report.atMost(1.2, most + "time in Redis" + fewest, inRedis[sizes.size() - 1] / inRedis[0], "");
  }

  private void rounds(double[][] took) throws Exception {
    for (int round = 0; round < FINDS; round++) {
      for (int i = 0; i < sizes.size(); i++) {
        took[i][round] = sizes.get(i).find();
      }
    }
  }

  private long[] scriptMicros() throws Exception {
    long[] micros = new long[sizes.size()];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = sizes.get(i).redis().micros("evalsha");
    }
    return micros;
  }

  /** Measures all daemons side by side, since a JVM compiles its usual work for a minute. */
  @Test
  void cpu_and_heap_of_an_idle_daemon() throws Exception {
    BenchCertificate certificate = BenchCertificate.in(dir);
    List<ServerProcess> daemons = new ArrayList<>();
    try {
      for (PendingTasksFixture pending : sizes) {
        Path own = Files.createDirectory(dir.resolve("daemon-" + pending.count()));
        daemons.add(BenchDaemon.start(own, pending.redis().url(), certificate));
      }
      Eventually.pause(Duration.ofSeconds(2L * Durations.WARM_UP));
      Duration[] daemonsBefore = new Duration[sizes.size()];
      Duration[] redisBefore = new Duration[sizes.size()];
      for (int i = 0; i < sizes.size(); i++) {
        daemonsBefore[i] = daemons.get(i).cpu();
        redisBefore[i] = sizes.get(i).redis().cpu();
      }
      Eventually.pause(Duration.ofSeconds(Durations.IDLE));
      for (int i = 0; i < sizes.size(); i++) {
        tell(sizes.get(i), daemonsBefore[i], redisBefore[i], daemons.get(i));
      }
    } finally {
      for (ServerProcess daemon : daemons) {
        daemon.close();
      }
    }
  }

  private void tell(PendingTasksFixture pending, Duration daemonBefore, Duration redisBefore, ServerProcess daemon)
      throws Exception {
    String which = of(pending.count());
    report.atMost(2, which + "idle daemon, of one core", share(daemonBefore, daemon.cpu()), "%");
    report.add(which + "its Redis, of one core", share(redisBefore, pending.redis().cpu()), "%");
    report.add(which + "resident memory of the daemon", resident(daemon) / MEGABYTE, "MB");
    report.add(which + "live heap of it", liveHeap(daemon) / MEGABYTE, "MB");
  }

  private static double share(Duration before, Duration after) {
    return 100.0 * after.minus(before).toMillis() / Duration.ofSeconds(Durations.IDLE).toMillis();
  }

  private static double resident(ServerProcess daemon) throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(daemon.pid()), "status"));
    return 1024 * number("VmRSS:\\s+([0-9]+) kB", status);
  }

  /** Returns the bytes of live heap after a collection. */
  private double liveHeap(ServerProcess daemon) throws Exception {
    Path said = dir.resolve("histogram");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(daemon.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(jcmd.waitFor()).isZero();
    return number("Total +[0-9]+ +([0-9]+)", Files.readString(said));
  }

  private static double number(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Long.parseLong(found.group(1));
  }
}
