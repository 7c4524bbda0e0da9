package dev.keyframed.store;

import dev.keyframed.port.JobStore.Swap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether today's budget keeps jobs waiting, as far as this node has met it. For one thread. */
final class Budget {
  private static final Logger log = LoggerFactory.getLogger(Budget.class);

  /**
   * As the script of a claim says it; it looks at the rate after the budget, at all else before.
   */
  private static final String USED_UP = "budget";

  private static final String RATE = "rate";

  private boolean usedUp;

  /** A claim was told to wait. */
  void met(Swap.Wait wait) {
    if (wait.why().equals(RATE)) {
      suffices();
    }
    if (wait.why().equals(USED_UP) && !usedUp) {
      usedUp = true;
      log.warn(
          "budget: today's has no room for the next job; jobs are kept and wait until 00:00 UTC, or until budget.daily_usd is raised");
    }
  }

  /** Nothing waits for it. */
  void suffices() {
    if (usedUp) {
      usedUp = false;
      log.info("budget: there is room again");
    }
  }

  boolean isUsedUp() {
    return usedUp;
  }
}
