package dev.keyframed.service.callback;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts the open connections of one peer, and limits its rate of new ones. A connection whose
 * request verifies does not count against the peer. Guarded by its {@link ConnectionLimiter}.
 */
final class PeerRecord {
  /**
   * Number of unverified connections that may come at once, before the rate {@link #A_SECOND}
   * applies.
   */
  static final int AT_ONCE = 250;

  static final int A_SECOND = 10;

  /** Time after a verified request during which the peer has no rate limit. */
  static final Duration TRUSTED = Duration.ofMinutes(10);

  private static final long EACH = Duration.ofSeconds(1).toNanos() / A_SECOND;

  private final String key;
  private final Set<LimitedConnection> unverified = new LinkedHashSet<>();
  private int open;

  /** Moment at which all counted connections are paid off at the allowed rate, in nanoseconds. */
  private long nextFree;

  private boolean hasVerified;
  private long verifiedAt;

  PeerRecord(String key, long now) {
    this.key = key;
    this.nextFree = now;
  }

  String key() {
    return key;
  }

  int open() {
    return open;
  }

  int unverified() {
    return unverified.size();
  }

  /** Checks whether a request of the peer has verified lately. */
  boolean isTrusted(long now) {
    return hasVerified && now - verifiedAt < TRUSTED.toNanos();
  }

  /** Checks whether the peer opens new connections too fast. */
  boolean isOverRate(long now) {
    return !isTrusted(now) && nextFree - now > (AT_ONCE - 1) * EACH;
  }

  void opened(LimitedConnection connection, long now) {
    open++;
    unverified.add(connection);
    nextFree = Math.max(nextFree - now, 0) + now + EACH;
  }

  /** Records that a request on that connection has verified. */
  void verified(LimitedConnection connection, long now) {
    unverified.remove(connection);
    nextFree -= EACH;
    hasVerified = true;
    verifiedAt = now;
  }

  void closed(LimitedConnection connection) {
    open--;
    unverified.remove(connection);
  }

  /** Returns the oldest connection without a verified request; there must be one. */
  LimitedConnection oldestUnverified() {
    Iterator<LimitedConnection> oldestFirst = unverified.iterator();
    return oldestFirst.next();
  }
}
