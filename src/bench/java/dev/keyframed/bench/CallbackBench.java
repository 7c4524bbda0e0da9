package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.bench.Load.Run;
import dev.keyframed.bench.WrkLoad.Manner;
import dev.keyframed.job.Job;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures pushes over HTTPS, each stored before its answer, on kept and on new connections.
 *
 * <p>Challenges are measured beside them. Each run is paired with one of nginx.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallbackBench {
  private static final int TASKS = 2000;
  private static final int CHALLENGES = 300;

  /** Sets the calls until this process has compiled its own client code. */
  private static final int WARM_UP = 100;

  /** Sets the seconds of load before the first challenge and after the last one. */
  private static final int BEFORE_SECONDS = 3;

  private static final int AFTER_SECONDS = 5;

  /** Bounds the requests that are answered after the load generator has stopped counting. */
  private static final int UNDER_WAY = 64;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Vertx vertx;
  private BenchRedis redis;
  private SeededJobs seeds;
  private ServerProcess nginx;
  private ServerProcess daemon;
  private List<CallbackTarget> pushed;
  private WrkLoad wrk;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    vertx = Vertx.vertx();
    open.push(() -> vertx.close().await(10, SECONDS));
    redis = opened(BenchRedis.start(vertx, dir.resolve("redis")));
    seeds = opened(SeededJobs.in(vertx, redis.url()));
    pushed = targets(seeds.generating(TASKS));
    wrk = new WrkLoad(dir, pushed);
    BenchCertificate certificate = BenchCertificate.in(dir);
    nginx = opened(Nginx.start(Files.createDirectory(dir.resolve("nginx")), certificate));
    daemon = opened(BenchDaemon.start(dir, redis.url(), certificate));
    Run warm = wrk.run(daemon.port(), Manner.KEPT, Durations.WARM_UP);
    assertThat(warm.requests()).isPositive();
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @AfterAll
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private static List<CallbackTarget> targets(List<Job> jobs) {
    return jobs.stream().map(CallbackTarget::of).toList();
  }

  @Test
  @Order(1)
  void push_rate_on_kept_connections() throws Exception {
    Report report = new Report("callbacks", "Pushes over HTTPS, 64 connections kept alive");
    compare(report, 0.45, (port, seconds) -> wrk.run(port, Manner.KEPT, seconds));
    Run run = wrk.run(daemon.port(), Manner.OPENED_FIRST, 2 * Durations.RUN);
    report.add("answered within, half of them", run.p50(), "ms");
    report.atMost(50, "answered within, 99 of 100", run.p99(), "ms");
    report.publish();
  }

  @Test
  @Order(3)
  void push_rate_on_new_connections() throws Exception {
    Report report = new Report("handshakes", "Pushes over HTTPS, a full handshake for each");
    try (NewConnectionLoad newcomers = new NewConnectionLoad(vertx, pushed)) {
      // Both warm up, since the load generator must be compiled too.
      Run unused = newcomers.run(nginx.port(), Durations.WARM_UP / 2);
      Run warm = newcomers.run(daemon.port(), Durations.WARM_UP / 2);
      assertThat(warm.requests()).isPositive();
      compare(report, 0.65, newcomers);
    }
    report.publish();
  }

  @Test
  @Order(2)
  void challenge_latency_beside_pushes() throws Exception {
    Report report = new Report("challenges", "Challenges beside pushes on 64 kept connections");
    Deque<List<CallbackTarget>> targets = new ArrayDeque<>();
    for (int count : new int[] {WARM_UP, CHALLENGES, WARM_UP, CHALLENGES}) {
      targets.add(targets(seeds.submitting(count)));
    }
    long sending = 2L * (WARM_UP + CHALLENGES) * ChallengeLoad.PACE.toMillis() / 1000;
    int seconds = (int) sending + BEFORE_SECONDS + AFTER_SECONDS;
    CompletableFuture<Run> load =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return wrk.run(daemon.port(), Manner.OPENED_FIRST, seconds);
              } catch (Exception fault) {
                throw new IllegalStateException(fault);
              }
            });
    Eventually.pause(Duration.ofSeconds(BEFORE_SECONDS));
    for (boolean kept : new boolean[] {true, false}) {
      try (ChallengeLoad challenges = new ChallengeLoad(vertx, daemon.port(), kept)) {
        double[] unused = challenges.send(targets.pop());
        double[] took = challenges.send(targets.pop());
        String which = kept ? "connection kept, " : "new connection, ";
        report.add(which + "half of them", Report.rank(0.5, took), "ms");
        report.atMost(100, which + "99 of 100", Report.rank(0.99, took), "ms");
      }
    }
    assertThat(load.isDone()).as("the load lasted until the last challenge").isFalse();
    report.add("pushes meanwhile", load.get().rate(), "/s");
    report.publish();
  }

  private void compare(Report report, double goal, Load load) throws Exception {
    double[] theirs = new double[Durations.ROUNDS];
    double[] ours = new double[Durations.ROUNDS];
    double[] ratios = new double[Durations.ROUNDS];
    Use use = new Use();
    long pushes = 0;
    for (int round = 0; round < Durations.ROUNDS; round++) {
      theirs[round] = load.run(nginx.port(), Durations.RUN).rate();
      Run run = load.run(daemon.port(), Durations.RUN);
      ours[round] = run.rate();
      ratios[round] = ours[round] / theirs[round];
      pushes += run.requests();
      report.add("round " + (round + 1) + ": part of nginx's rate", ratios[round], "");
    }
    report.add("nginx, median", Report.median(theirs), "/s");
    report.add("keyframed, median", Report.median(ours), "/s");
    report.atLeast(goal, "part of nginx's rate, median", Report.median(ratios), "");
    use.tell(report, pushes);
  }

  /** Measures what daemon and Redis consume from its creation on. */
  private final class Use {
    private final long scripts = redis.calls("evalsha");
    private final long changed = redis.calls("hset");
    private final Duration daemonTime = daemon.cpu();
    private final Duration redisTime = redis.cpu();

    Use() throws Exception {}

    /**
     * Reports the use; fails if a push was not stored, since each stored push changes its job once.
     */
    void tell(Report report, long pushes) throws Exception {
      long stored = redis.calls("hset") - changed;
      assertThat(stored)
          .as("stored pushes")
          .isBetween(pushes, pushes + (long) Durations.ROUNDS * UNDER_WAY);
      report.add("pushes answered, and stored", (double) pushes, "");
      report.add(
          "Redis scripts for a push", (redis.calls("evalsha") - scripts) / (double) stored, "");
      report.add(
          "processor time for a push: daemon", micros(daemonTime, daemon.cpu(), stored), "us");
      report.add("processor time for a push: Redis", micros(redisTime, redis.cpu(), stored), "us");
    }

    private double micros(Duration before, Duration after, long pushes) {
      return after.minus(before).toNanos() / 1e3 / pushes;
    }
  }
}
