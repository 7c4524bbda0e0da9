package dev.keyframed.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a Redis keeps what it was told, by its own words. Pure. */
final class Durability {
  private Durability() {}

  /**
   * What its owner should change; empty where all is well, or where it does not say.
   *
   * @param info the text of {@code INFO}
   * @param appendFsync how often it writes that file to disk ({@code always} ...), or empty where
   *     it is not told
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
      advice.add(
          "Redis has no append-only file: a restart forgets jobs that were paid for; set appendonly yes");
    } else if (appendFsync.equals("everysec") || appendFsync.equals("no")) {
      advice.add(
          "Redis may forget the last second when it is killed, votes included; set appendfsync always");
    }
    String policy = said.getOrDefault("maxmemory_policy", "noeviction");
    if (!policy.equals("noeviction") && !"0".equals(said.get("maxmemory"))) {
      advice.add(
          "Redis may drop jobs when its memory is full (maxmemory-policy "
              + policy
              + "); set maxmemory-policy noeviction");
    }
    return advice;
  }
}
