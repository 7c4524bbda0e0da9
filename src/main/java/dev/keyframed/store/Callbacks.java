package dev.keyframed.store;

import dev.keyframed.job.Account;
import java.time.Instant;

/**
 * Whether a creation carries a callback URL (contract: {@code callback.enabled}, {@code
 * submit.without_callback}).
 */
public enum Callbacks {
  /** Always: where the provider cannot reach us, nothing is created. */
  ALWAYS,
  /** As long as the provider reaches us; else without, and now and then one with it to see. */
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
