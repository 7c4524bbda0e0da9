package dev.keyframed.service.store;

import dev.keyframed.port.JobStore.StoreResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether today's budget keeps jobs waiting, as this daemon's claims have shown it. For one
 * thread.
 */
final class BudgetWatch {
  private static final Logger log = LoggerFactory.getLogger(BudgetWatch.class);

  /**
   * The reason as the claim script names it. The script checks the rate after the budget, and all
   * other limits before.
   */
  private static final String USED_UP = "budget";

  private static final String RATE = "rate";

  private boolean usedUp;

  /** Takes the reason of a refused claim. */
  void exceeded(StoreResult.Wait wait) {
    if (wait.reason().equals(RATE)) {
      recovered();
    }
    if (wait.reason().equals(USED_UP) && !usedUp) {
      usedUp = true;
      log.warn(
          "budget: today's budget does not cover the next job; jobs wait until 00:00 UTC,"
              + " until budget.daily_usd is raised, or until open attempts turn out to cost nothing");
    }
  }

  /** Clears the flag: no job waits for the budget. */
  void recovered() {
    if (usedUp) {
      usedUp = false;
      log.info("budget: jobs no longer wait for it");
    }
  }

  boolean isUsedUp() {
    return usedUp;
  }
}
