package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** Checks a condition repeatedly. */
public final class Looks {
  private static final int MOST = 1000;

  private Looks() {}

  /** Waits until the condition holds, and fails if it never does. */
  public static void until(String what, BooleanSupplier holds) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int look = 0; look < MOST && !holds.getAsBoolean(); look++) {
      assertThat(never.await(20, MILLISECONDS)).isFalse();
    }
    assertThat(holds.getAsBoolean()).as(what).isTrue();
  }
}
