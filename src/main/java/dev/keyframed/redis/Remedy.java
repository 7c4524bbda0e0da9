package dev.keyframed.redis;

import dev.keyframed.redis.RedisProblem.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an error of Redis is a sign of, and what an operator can do about it. Pure. */
final class Remedy {
  private static final Known USUAL =
      new Known(Reason.UNREACHABLE, "check redis.url and the server");
  private static final Map<String, Known> BY_WORD = table();

  private Remedy() {}

  private record Known(Reason reason, String remedy) {}

  private static Map<String, Known> table() {
    Map<String, Known> table = new LinkedHashMap<>();
    Reason full = Reason.REFUSED_WRITES;
    table.put("OOM", new Known(full, "raise its maxmemory, or free memory"));
    table.put(
        "MISCONF",
        new Known(full, "it cannot write to its disk: look at its log and at the free space"));
    table.put(
        "NOREPLICAS",
        new Known(full, "its replicas are away or behind: see its min-replicas-to-write"));
    Reason other = Reason.UNUSABLE;
    table.put("READONLY", new Known(other, "it is a replica: let redis.url name the primary"));
    table.put(
        "MASTERDOWN",
        new Known(other, "it is a replica without its primary: let redis.url name that"));
    table.put(
        "MOVED", new Known(other, "let redis.url name the node that holds this namespace's slot"));
    table.put(
        "CLUSTERDOWN",
        new Known(other, "look at the cluster: some of its slots are served by nobody"));
    table.put("LOADING", new Known(Reason.UNREACHABLE, "it reads its data, wait for it"));
    String login = "give the right redis.username and redis.password";
    table.put("NOAUTH", new Known(Reason.WRONG_PASSWORD, login));
    table.put("WRONGPASS", new Known(Reason.WRONG_PASSWORD, login));
    table.put(
        "ERR AUTH <password> called without",
        new Known(
            Reason.WRONG_PASSWORD,
            "give no password, or let that Redis have one, or name the user as redis.username"));
    table.put("ERR invalid DB index", new Known(other, "let redis.url name another database"));
    table.put("ERR DB index is out of range", new Known(other, "let redis.url name another one"));
    String rights = "give its user the rights that src/docs/operations.md names";
    table.put("NOPERM", new Known(Reason.MISSING_RIGHT, rights));
    table.put("ERR The user executing the script can't", new Known(Reason.MISSING_RIGHT, rights));
    table.put("ERR ACL failure in script", new Known(Reason.MISSING_RIGHT, rights));
    return table;
  }

  private static Known known(String words) {
    return BY_WORD.entrySet().stream()
        .filter(known -> words.startsWith(known.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(USUAL);
  }

  /** Returns what an error in Redis's own words, or the client's, is a sign of. */
  static Reason reason(String words) {
    return known(words).reason;
  }

  /** Returns what to do about it. */
  static String of(String words) {
    return known(words).remedy;
  }
}
