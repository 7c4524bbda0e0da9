package dev.keyframed.chaos;

import dev.keyframed.Eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs producers, daemons that are killed, a Redis that is killed, and a provider that misbehaves.
 *
 * <p>When nothing is open any more, it compares charges with deliveries and prints the outcome.
 */
final class Harness {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(50);

  /** Sets the jobs that are always open, as long as any are left. */
  private static final int TRICKLE = 10;

  private final Cluster cluster;
  private final ChaosPlan plan;
  private final DaemonKiller killer;
  private final Mischief mischief;
  private final Deque<String> toEnqueue = new ArrayDeque<>();
  private int redisRestarts;
  private int ended;
  private boolean quiet;

  private Harness(Cluster cluster, ChaosPlan plan) {
    this.cluster = cluster;
    this.plan = plan;
    this.killer = new DaemonKiller(cluster.nodes, new Random(plan.seed()), plan.kills());
    this.mischief = cluster.mischief(plan);
    for (int i = 0; i < plan.jobs(); i++) {
      toEnqueue.add("job-" + i);
    }
  }

  /**
   * Runs a plan in a directory.
   *
   * @param patience for the whole run; jobs that have not ended by then have no result
   */
  static Outcome run(Path dir, ChaosPlan plan, Duration patience) throws Exception {
    try (Cluster cluster = new Cluster(dir, Cluster.provider(plan))) {
      cluster.prepareStarts();
      cluster.startAll();
      return new Harness(cluster, plan).run(patience);
    }
  }

  /**
   * Holds the outcome of a run.
   *
   * @param notMet the stop points at which no daemon was killed
   */
  record Outcome(Audit audit, Set<String> notMet) {}

  private Outcome run(Duration patience) throws Exception {
    long begun = System.nanoTime();
    long nextRound = begun;
    while (!isOver() && System.nanoTime() - begun < patience.toNanos()) {
      killer.tick();
      if (System.nanoTime() - nextRound > 0) {
        nextRound = System.nanoTime() + ROUND.toNanos();
        round();
      }
      Eventually.pause(STEP);
    }
    Audit audit = cluster.audit(mischief.entries());
    System.out.println(line(audit, Duration.ofNanos(System.nanoTime() - begun)));
    System.out.println("stop points nobody died at: " + killer.notMet());
    tellOfTheLost(audit);
    if (!isOver()) {
      // Otherwise missing jobs and missing kills would pass unnoticed.
      throw new AssertionError(
          "cut short after " + patience + ": what is missing may be under way");
    }
    return new Outcome(audit, killer.notMet());
  }

  private boolean isOver() {
    return killer.isDone()
        && redisRestarts >= plan.redisRestarts()
        && ended >= plan.jobs() + mischief.entries().size();
  }

  /** Counts results, adds jobs for ended ones, and kills Redis when that is due. */
  private void round() throws Exception {
    Set<String> done = new TreeSet<>();
    cluster.results().forEach(result -> done.add(result.getString("job_id")));
    ended = done.size();
    annoy();
    feed();
    if (redisRestarts < plan.redisRestarts()
        && progress() > (redisRestarts + 1.0) / (plan.redisRestarts() + 2)) {
      redisRestarts++;
      cluster.restartRedis();
    }
  }

  /** Disturbs every other round while jobs are left; then everything comes to rest. */
  private void annoy() {
    quiet = !quiet;
    if (quiet || toEnqueue.isEmpty()) {
      mischief.end();
    } else {
      mischief.round(cluster.redisUrl());
    }
  }

  /**
   * Adds jobs in bursts between the kills, so that kills affect jobs of every age.
   *
   * <p>Between bursts a few jobs keep daemons reaching their stop points.
   */
  private void feed() {
    int underWay = cluster.jobs().size() + mischief.entries().size() - ended;
    double share = plan.kills() == 0 ? 1 : 0.05 + (double) killer.kills() / plan.kills();
    while (!toEnqueue.isEmpty()
        && underWay < plan.window()
        && (underWay < TRICKLE || cluster.jobs().size() < share * plan.jobs())) {
      if (!cluster.enqueue(toEnqueue.peek())) {
        return; // again with the next round, as a producer would
      }
      toEnqueue.remove();
      underWay++;
    }
  }

  private double progress() {
    return Math.min(
        (double) ended / plan.jobs(),
        plan.kills() == 0 ? 1 : (double) killer.kills() / plan.kills());
  }

  private String line(Audit audit, Duration took) {
    return "audit: seed="
        + plan.seed()
        + " jobs="
        + cluster.jobs().size()
        + " tasks="
        + cluster.sandbox.ledger().tasks().size()
        + " kills="
        + killer.kills()
        + " (at stop points "
        + killer.ofStopPoints()
        + ", "
        + (StopPoints.all().size() - killer.notMet().size())
        + " of "
        + StopPoints.all().size()
        + " met) mischief="
        + mischief.count()
        + " redis restarts="
        + redisRestarts
        + " seconds="
        + took.toSeconds()
        + ": "
        + audit.line();
  }

  private void tellOfTheLost(Audit audit) throws Exception {
    Set<String> lost = new TreeSet<>(audit.withoutResult());
    lost.addAll(audit.notDelivered());
    lost.addAll(audit.chargedTwice());
    for (String job : lost) {
      System.out.println(job + ": " + cluster.describe(job));
      System.out.println(job + ": " + cluster.sandbox.ledger().tasks(job));
    }
  }
}
