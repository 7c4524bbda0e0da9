package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import java.time.Instant;

/**
 * Decides whether a creation carries a callback URL (src/docs/configuration.md: {@code
 * callback.enabled}, {@code submit.without_callback}).
 */
public enum CallbackPolicy {
  /** Always: where the provider cannot reach us, nothing is created. */
  ALWAYS,
  /**
   * While the provider reaches us; else without, except one creation every two minutes that probes
   * it.
   */
  WHILE_REACHABLE,
  /** Never: the scanner finds every end. */
  NEVER;

  boolean use(Account account, Instant now) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case WHILE_REACHABLE -> !account.isCallbackLost() || !now.isBefore(account.probeCallbackAt());
    };
  }
}
