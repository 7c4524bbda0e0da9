package dev.keyframed.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a bounded number of entries: one more makes it forget the oldest. For one thread. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  private Recent(int most, boolean byAccess) {
    super(16, 0.75f, byAccess);
    this.most = most;
  }

  /** Makes one that forgets what was put first. */
  static <K, V> Map<K, V> put(int most) {
    return new Recent<>(most, false);
  }

  /** Makes one that forgets what was not asked for the longest. */
  static <K, V> Map<K, V> used(int most) {
    return new Recent<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
