package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the consecutive errors of each kind of command. Three equal errors in a row are a trouble,
 * until that command succeeds. Thread-safe.
 */
final class RepeatedRefusals {
  private static final int OFTEN = 3;

  /** Lists errors that are reported elsewhere, or that are expected. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("OOM", "MISCONF", "NOREPLICAS", "NOSCRIPT", "BUSYGROUP", "UNBLOCKED");

  private final RedisTroubles troubles;
  private final Map<String, RefusalSeries> series = new ConcurrentHashMap<>();

  RepeatedRefusals(RedisTroubles troubles) {
    this.troubles = troubles;
  }

  private record RefusalSeries(String word, int length) {}

  /** Counts an error, and reports a trouble if it is the third in a row. */
  void refused(String operation, String error) {
    String word = error.replaceFirst(" .*", "");
    if (TOLD_ELSEWHERE.contains(word)) {
      return;
    }
    RefusalSeries row =
        series.merge(
            operation,
            new RefusalSeries(word, 1),
            (before, one) ->
                before.word.equals(word) ? new RefusalSeries(word, before.length + 1) : one);
    if (row.length >= OFTEN) {
      troubles.begins(
          new RedisProblem(
              Reason.REFUSED,
              "Redis refuses %s repeatedly: %s; %s"
                  .formatted(operation, plain(error), remedy(error))));
    }
  }

  private static String remedy(String error) {
    return Remedy.reason(error) == Reason.UNREACHABLE
        ? "check the types of the keys of the namespace"
        : Remedy.of(error);
  }

  /** Removes the place in the script from an error: OOM ... script: 5f2..., on @user_script:12. */
  static String plain(String error) {
    return error.replaceFirst("\\.?( script: .*)?$", "");
  }

  /** Resets the count of a command, and ends the trouble if no other command has one. */
  void succeeded(String operation) {
    if (series.isEmpty()) { // as nearly always
      return;
    }
    boolean none = series.remove(operation) != null && !isLong();
    if (none) {
      troubles.ends(Reason.REFUSED);
    }
  }

  private boolean isLong() {
    return series.values().stream().anyMatch(row -> row.length >= OFTEN);
  }
}
