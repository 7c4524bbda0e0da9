package dev.keyframed.chaos;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waiting for what other processes do: looks again and again, for a bounded time. */
final class Eventually {
  private static final long LOOK_MILLIS = 50;

  private Eventually() {}

  /** A condition that takes a look outside. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether it came true in that time. */
  static boolean within(Duration patience, Condition condition) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** Fails where it does not come true in that time. */
  static void await(String what, Duration patience, Condition condition) throws Exception {
    if (!within(patience, condition)) {
      throw new AssertionError("never came true: " + what);
    }
  }

  /** From one look to the next. */
  static void pause() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(LOOK_MILLIS, MILLISECONDS);
  }
}
