package dev.keyframed.adapter.redis;

import dev.keyframed.adapter.redis.RedisProblem.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classifies errors of Redis, and names what an operator can do about them. Pure. */
final class Remedy {
  private static final KnownError USUAL =
      new KnownError(Reason.UNREACHABLE, "check redis.url and the server");
  private static final Map<String, KnownError> BY_WORD = table();

  private Remedy() {}

  private record KnownError(Reason reason, String remedy) {}

  private static Map<String, KnownError> table() {
    Map<String, KnownError> table = new LinkedHashMap<>();
    Reason full = Reason.REFUSED_WRITES;
    table.put("OOM", new KnownError(full, "raise its maxmemory, or free memory"));
    table.put(
        "MISCONF",
        new KnownError(full, "it cannot write to its disk: check its log and the free space"));
    table.put(
        "NOREPLICAS",
        new KnownError(
            full, "its replicas are unavailable or lag: check its min-replicas-to-write"));
    Reason other = Reason.UNUSABLE;
    table.put("READONLY", new KnownError(other, "it is a replica: set redis.url to the primary"));
    table.put(
        "MASTERDOWN",
        new KnownError(other, "it is a replica without its primary: set redis.url to the primary"));
    table.put(
        "MOVED",
        new KnownError(other, "set redis.url to the node that holds this namespace's slot"));
    table.put(
        "CLUSTERDOWN",
        new KnownError(other, "check the cluster: some of its slots are not served"));
    table.put("LOADING", new KnownError(Reason.UNREACHABLE, "it is loading its data: wait for it"));
    String login = "set the right redis.username and redis.password";
    table.put("NOAUTH", new KnownError(Reason.WRONG_PASSWORD, login));
    table.put("WRONGPASS", new KnownError(Reason.WRONG_PASSWORD, login));
    table.put(
        "ERR AUTH <password> called without",
        new KnownError(
            Reason.WRONG_PASSWORD,
            "remove the password, or set one in that Redis, or set redis.username"));
    table.put("ERR invalid DB index", new KnownError(other, "set another database in redis.url"));
    table.put(
        "ERR DB index is out of range", new KnownError(other, "set another database in redis.url"));
    String rights = "give its user the rights listed in src/docs/operations.md";
    table.put("NOPERM", new KnownError(Reason.MISSING_RIGHT, rights));
    table.put(
        "ERR The user executing the script can't", new KnownError(Reason.MISSING_RIGHT, rights));
    table.put("ERR ACL failure in script", new KnownError(Reason.MISSING_RIGHT, rights));
    return table;
  }

  private static KnownError known(String words) {
    return BY_WORD.entrySet().stream()
        .filter(known -> words.startsWith(known.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(USUAL);
  }

  /** Returns the kind of problem that an error in the words of Redis or the client indicates. */
  static Reason reason(String words) {
    return known(words).reason;
  }

  /** Returns what to do about an error. */
  static String of(String words) {
    return known(words).remedy;
  }
}
