package dev.keyframed.redis;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an operator can do about an error of Redis. Pure. */
final class Remedy {
  private static final String USUAL = "check redis.url and the server";
  private static final Map<String, String> BY_WORD = table();

  private Remedy() {}

  private static Map<String, String> table() {
    String login = "give user and password in KEYFRAMED_REDIS_URL, with rights to all commands";
    Map<String, String> table = new LinkedHashMap<>();
    table.put("OOM", "raise its maxmemory, or free memory");
    table.put("MISCONF", "it cannot write to its disk: look at its log and at the free space");
    table.put("NOREPLICAS", "its replicas are away or behind: see its min-replicas-to-write");
    table.put("READONLY", "it is a replica: let redis.url name the primary");
    table.put("MASTERDOWN", "it is a replica without its primary: let redis.url name that");
    table.put("MOVED", "let redis.url name the node that holds this namespace's slot");
    table.put("CLUSTERDOWN", "look at the cluster: some of its slots are served by nobody");
    table.put("LOADING", "it reads its data, wait for it");
    table.put("NOAUTH", login);
    table.put("WRONGPASS", login);
    table.put("NOPERM", login);
    return table;
  }

  /** For an error in Redis's own words, or the client's. */
  static String of(String words) {
    return BY_WORD.entrySet().stream()
        .filter(known -> words.startsWith(known.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(USUAL);
  }
}
