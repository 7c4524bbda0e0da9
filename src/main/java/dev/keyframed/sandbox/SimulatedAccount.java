package dev.keyframed.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Represents the account: its keys, submissions of the last minute, and balance. Thread-safe. */
final class SimulatedAccount {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String BEARER = "Bearer ";

  private final Set<String> keys;
  private final Set<String> foreignKeys;
  private final int submissionsPerMinute;
  private final Deque<Instant> lastMinute = new ArrayDeque<>();
  private Optional<BigDecimal> balance;

  SimulatedAccount(SandboxConfig.AccountLimits config) {
    keys = new HashSet<>(config.keys());
    foreignKeys = Set.copyOf(config.foreignKeys());
    submissionsPerMinute = config.submissionsPerMinute();
    balance = config.balanceUsd();
  }

  /**
   * Returns whether the key of a request is accepted: success, 1004, or 2049 for another region's
   * key.
   *
   * @param authorization the header, or null
   */
  synchronized BaseResp admits(String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) return BaseResp.of(1004);
    String key = authorization.substring(BEARER.length());
    if (keys.contains(key)) return BaseResp.SUCCESS;
    return BaseResp.of(foreignKeys.contains(key) ? 2049 : 1004);
  }

  synchronized void accept(String key, boolean accepted) {
    if (accepted) keys.add(key);
    else keys.remove(key);
  }

  /**
   * Counts a submission within the rate limit; returns false above the limit.
   *
   * <p>Refused submissions are not counted, so they do not prolong the wait.
   */
  synchronized boolean tryCount(Instant now) {
    if (submissionsPerMinute == 0) return true;
    while (!lastMinute.isEmpty() && !lastMinute.peekFirst().isAfter(now.minus(MINUTE)))
      lastMinute.removeFirst();
    if (lastMinute.size() >= submissionsPerMinute) return false;
    lastMinute.addLast(now);
    return true;
  }

  /** Sets the balance; empty for an unlimited one. */
  synchronized void balance(Optional<BigDecimal> usd) {
    balance = usd;
  }

  synchronized boolean affords(BigDecimal price) {
    return balance.isEmpty() || balance.get().compareTo(price) >= 0;
  }

  /** Deducts the price at the creation, so that open tasks cannot overdraw the balance. */
  synchronized void setAside(BigDecimal price) {
    balance = balance.map(left -> left.subtract(price));
  }

  synchronized void refund(BigDecimal price) {
    balance = balance.map(left -> left.add(price));
  }
}
