package dev.keyframed.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends daemons without warning, one at a time and only while the other one is ready: a push is sent
 * once, and what the provider tells nobody, nobody can know.
 *
 * <p>It takes its victim through a few lives. In most of them the victim dies of the next stop
 * point, or of a plain {@code kill -9} where it does not come to that point for long; in the others
 * at any moment, its start included. Then the other one has its turn. The points come one by one,
 * round after round.
 */
final class Reaper {
  private static final int LIVES = 6;
  private static final int MOST_CALLS = 2;
  private static final long LONGEST_LIFE_NANOS = 2_500_000_000L;
  private static final long TO_THE_POINT_NANOS = 10_000_000_000L;

  private final List<Node> nodes;
  private final Random chance;
  private final List<String> points = StopPoints.all();
  private final int wanted;
  private boolean atPoint;
  private int nextPoint;
  private int victim;
  private int lives;
  private int kills;
  private int ofStopPoints;
  private final Set<String> notMet = new TreeSet<>(points);
  private String armed = "";
  private long deadline;

  /** Over these; {@code wanted} deaths in all. */
  Reaper(List<Node> nodes, Random chance, int wanted) {
    this.nodes = nodes;
    this.chance = chance;
    this.wanted = wanted;
    this.deadline = nextDeath();
    this.nextPoint = chance.nextInt(points.size());
  }

  int kills() {
    return kills;
  }

  /** How many of them were at a stop point. */
  int ofStopPoints() {
    return ofStopPoints;
  }

  /** The stop points that no daemon has come to, yet. */
  Set<String> notMet() {
    return Set.copyOf(notMet);
  }

  boolean isDone() {
    return kills >= wanted;
  }

  /** Looks what is to be done now. Never waits. */
  void tick() throws IOException {
    Node node = nodes.get(victim);
    if (!node.isAlive()) {
      if (!atPoint || node.exitCode() != StopPoints.EXIT) {
        throw new AssertionError(node.name + " ended by itself: " + node.exitCode());
      }
      kills++;
      ofStopPoints++;
      notMet.remove(armed);
      revive(node);
    } else if (lives > LIVES) {
      passOn(node);
    } else if (atPoint && !node.isReady()) {
      deadline = nextDeath(); // its time begins when it works
    } else if (!isDone() && System.nanoTime() - deadline > 0 && other().isReady()) {
      node.kill();
      kills++;
      revive(node);
    }
  }

  private Node other() {
    return nodes.get((victim + 1) % nodes.size());
  }

  /** With the next stop point, as long as it shall die again; then for good. */
  private void revive(Node node) throws IOException {
    lives++;
    boolean again = !isDone() && lives <= LIVES;
    atPoint = again && lives % 3 != 0; // the others die at any moment, their start included
    node.start(atPoint ? nextPoint() : "");
    deadline = nextDeath();
  }

  /** Those first that nobody has died at, from their first call on. */
  private String nextPoint() {
    do {
      armed = points.get(nextPoint++ % points.size());
    } while (!notMet.isEmpty() && !notMet.contains(armed));
    return armed + ":" + (notMet.isEmpty() ? 1 + chance.nextInt(MOST_CALLS) : 1);
  }

  private void passOn(Node node) {
    if (!isDone() && node.isReady()) {
      victim = (victim + 1) % nodes.size();
      lives = 0;
      deadline = nextDeath();
    }
  }

  private long nextDeath() {
    long life = atPoint ? TO_THE_POINT_NANOS : (long) (LONGEST_LIFE_NANOS * chance.nextDouble());
    return System.nanoTime() + life;
  }
}
