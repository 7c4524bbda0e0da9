package dev.keyframed.redis;

import dev.keyframed.redis.RedisProblem.Reason;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the errors that Redis answers one kind of command with: three times in a row the same is a
 * trouble, until that command succeeds. Thread-safe.
 */
final class RepeatedRefusals {
  private static final int OFTEN = 3;

  /** Others tell of these, or they are a part of how things are found out. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("OOM", "MISCONF", "NOREPLICAS", "NOSCRIPT", "BUSYGROUP", "UNBLOCKED");

  private final RedisTroubles troubles;
  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  RepeatedRefusals(RedisTroubles troubles) {
    this.troubles = troubles;
  }

  private record Row(String word, int length) {}

  /** Counts an error. */
  void refused(String operation, String error) {
    String word = error.replaceFirst(" .*", "");
    if (TOLD_ELSEWHERE.contains(word)) {
      return;
    }
    Row row =
        rows.merge(
            operation,
            new Row(word, 1),
            (before, one) -> before.word.equals(word) ? new Row(word, before.length + 1) : one);
    if (row.length >= OFTEN) {
      troubles.begins(
          new RedisProblem(
              Reason.REFUSED,
              "Redis refuses %s again and again: %s; %s"
                  .formatted(operation, plain(error), remedy(error))));
    }
  }

  private static String remedy(String error) {
    return Remedy.reason(error) == Reason.UNREACHABLE
        ? "look at what lies on the keys of the namespace"
        : Remedy.of(error);
  }

  /** Without the place in the script: OOM ... script: 5f2..., on @user_script:12. */
  static String plain(String error) {
    return error.replaceFirst("\\.?( script: .*)?$", "");
  }

  /** Ends the row of that command. */
  void succeeded(String operation) {
    if (rows.isEmpty()) { // as nearly always
      return;
    }
    boolean none = rows.remove(operation) != null && !isLong();
    if (none) {
      troubles.ends(Reason.REFUSED);
    }
  }

  private boolean isLong() {
    return rows.values().stream().anyMatch(row -> row.length >= OFTEN);
  }
}
