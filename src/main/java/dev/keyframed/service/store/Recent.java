package dev.keyframed.service.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a bounded number of entries: one more evicts the oldest. For one thread. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  private Recent(int most, boolean byAccess) {
    super(16, 0.75f, byAccess);
    this.most = most;
  }

  /** Makes a map that evicts the entry put first. */
  static <K, V> Map<K, V> put(int most) {
    return new Recent<>(most, false);
  }

  /** Makes a map that evicts the entry least recently used. */
  static <K, V> Map<K, V> used(int most) {
    return new Recent<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
