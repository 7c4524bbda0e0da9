package dev.keyframed.callback;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is known of one peer: its open connections, and how fast it opens new ones. A connection
 * that proves itself is not held against it. Guarded by its {@link Guests}.
 */
final class PeerRecord {
  /** How many connections without proof may come at once, before only so many a second may. */
  static final int AT_ONCE = 250;

  static final int A_SECOND = 10;

  /** How long a peer that has proven itself may come as fast as it likes. */
  static final Duration TRUSTED = Duration.ofMinutes(10);

  private static final long EACH = Duration.ofSeconds(1).toNanos() / A_SECOND;

  private final String key;
  private final Set<Guest> strangers = new LinkedHashSet<>();
  private int open;

  /** When all that it has opened would be paid off, at the rate that it may have. */
  private long paidOff;

  private boolean hasProven;
  private long proved;

  PeerRecord(String key, long now) {
    this.key = key;
    this.paidOff = now;
  }

  String key() {
    return key;
  }

  int open() {
    return open;
  }

  int strangers() {
    return strangers.size();
  }

  /** Whether it has proven itself lately. */
  boolean isTrusted(long now) {
    return hasProven && now - proved < TRUSTED.toNanos();
  }

  /** Whether it opens new connections too fast. */
  boolean isHasty(long now) {
    return !isTrusted(now) && paidOff - now > (AT_ONCE - 1) * EACH;
  }

  void comes(Guest guest, long now) {
    open++;
    strangers.add(guest);
    paidOff = Math.max(paidOff - now, 0) + now + EACH;
  }

  /** That connection has proven itself. */
  void proves(Guest guest, long now) {
    strangers.remove(guest);
    paidOff -= EACH;
    hasProven = true;
    proved = now;
  }

  void leaves(Guest guest) {
    open--;
    strangers.remove(guest);
  }

  /** The oldest of those that have not proven themselves; there must be one. */
  Guest oldestStranger() {
    Iterator<Guest> oldestFirst = strangers.iterator();
    return oldestFirst.next();
  }
}
