package dev.keyframed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waits, for a bounded time, for conditions that other processes bring about. */
public final class Eventually {
  private static final long LOOK_MILLIS = 50;

  private Eventually() {}

  /** Represents a condition that is read from other processes. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns whether the condition came true in time. */
  public static boolean within(Duration patience, Condition condition) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Waits for the condition; fails if it does not come true in time. */
  public static void await(String what, Duration patience, Condition condition) throws Exception {
    if (!within(patience, condition)) {
      throw new AssertionError("never came true: " + what);
    }
  }

  /** Sleeps between two checks. */
  public static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(LOOK_MILLIS, MILLISECONDS);
  }
}
