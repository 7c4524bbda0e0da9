package dev.keyframed.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks from a Redis server's own information whether it keeps what it acknowledges. Pure. */
final class DurabilityAdvice {
  private DurabilityAdvice() {}

  /**
   * Returns advice for the owner of the server. It is empty if nothing is wrong, or if the server
   * gives no information.
   *
   * @param info the text of {@code INFO}
   * @param appendFsync how often the append-only file is written to disk ({@code always} ...), or
   *     empty if unknown
   */
  static List<String> advice(String info, String appendFsync) {
    Map<String, String> said =
        info.lines()
            .filter(line -> line.contains(":"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf(':')),
                    line -> line.substring(line.indexOf(':') + 1).trim(),
                    (first, second) -> first));
    List<String> advice = new ArrayList<>();
    if ("0".equals(said.get("aof_enabled"))) {
      advice.add("Redis has no append-only file, so a restart loses paid jobs: set appendonly yes");
    } else if (appendFsync.equals("everysec") || appendFsync.equals("no")) {
      advice.add(
          "Redis may lose the last second of changes when it is killed, votes included: set"
              + " appendfsync always");
    }
    String policy = said.getOrDefault("maxmemory_policy", "noeviction");
    if (!policy.equals("noeviction") && !"0".equals(said.get("maxmemory"))) {
      advice.add(
          "Redis may evict jobs when its memory is full (maxmemory-policy "
              + policy
              + "): set maxmemory-policy noeviction");
    }
    return advice;
  }
}
