package dev.keyframed.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kills daemons, one at a time and only while the other one is ready.
 *
 * <p>A push is sent only once, so a task id that is revealed to no daemon could never be known.
 *
 * <p>Each victim is killed several times in a row, then the other daemon has its turn. Mostly it
 * dies at the next stop point, or by a plain {@code kill -9} if it does not reach that point for
 * long. Otherwise it dies at any moment, its start included. All stop points are used in rounds.
 */
final class DaemonKiller {
  private static final int LIVES = 6;
  private static final int MOST_CALLS = 2;
  private static final long LONGEST_LIFE_NANOS = 2_500_000_000L;
  private static final long TO_THE_POINT_NANOS = 10_000_000_000L;

  private final List<DaemonProcess> nodes;
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

  /** Creates a killer of these nodes, for {@code wanted} kills in all. */
  DaemonKiller(List<DaemonProcess> nodes, Random chance, int wanted) {
    this.nodes = nodes;
    this.chance = chance;
    this.wanted = wanted;
    this.deadline = nextDeath();
    this.nextPoint = chance.nextInt(points.size());
  }

  int kills() {
    return kills;
  }

  /** Returns the number of kills at a stop point. */
  int ofStopPoints() {
    return ofStopPoints;
  }

  /** Returns the stop points that no daemon has reached yet. */
  Set<String> notMet() {
    return Set.copyOf(notMet);
  }

  boolean isDone() {
    return kills >= wanted;
  }

  /** Does what is due now; never blocks. */
  void tick() throws IOException {
    DaemonProcess node = nodes.get(victim);
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

  private DaemonProcess other() {
    return nodes.get((victim + 1) % nodes.size());
  }

  /** Restarts a node: with the next stop point, or without one after its last kill. */
  private void revive(DaemonProcess node) throws IOException {
    lives++;
    boolean again = !isDone() && lives <= LIVES;
    atPoint = again && lives % 3 != 0; // the others die at any moment, their start included
    node.start(atPoint ? nextPoint() : "");
    deadline = nextDeath();
  }

  /** Returns the next stop point, those never reached first, beginning with their first call. */
  private String nextPoint() {
    do {
      armed = points.get(nextPoint++ % points.size());
    } while (!notMet.isEmpty() && !notMet.contains(armed));
    return armed + ":" + (notMet.isEmpty() ? 1 + chance.nextInt(MOST_CALLS) : 1);
  }

  private void passOn(DaemonProcess node) {
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
