package dev.keyframed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Waits, for a bounded time, for conditions that other threads or processes bring about. */
public final class Eventually {
  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(20);

  private Eventually() {}

  /** Represents a condition that is checked repeatedly. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits a minute for the condition; fails if it does not come true in time. */
  public static void await(String what, Condition condition) throws Exception {
    await(what, USUAL, condition);
  }

  /** Waits for the condition; fails if it does not come true in time. */
  public static void await(String what, Duration timeout, Condition condition) throws Exception {
    await(() -> what, timeout, condition);
  }

  /** Waits for the condition; fails with a message made then if it does not come true in time. */
  public static void await(Callable<String> what, Duration timeout, Condition condition)
      throws Exception {
    if (!within(timeout, condition)) {
      throw new AssertionError("never came true: " + what.call());
    }
  }

  /** Returns whether the condition came true in time. */
  public static boolean within(Duration timeout, Condition condition) throws Exception {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause(BETWEEN_CHECKS);
    }
    return true;
  }

  /** Sleeps that long, for tests whose load has a rate. */
  public static void pause(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), MILLISECONDS);
  }
}
