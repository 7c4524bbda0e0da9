package dev.keyframed.intake;

import dev.keyframed.job.Failure.Mistake;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong about a job: the first mistake of each field, in the order found. */
final class Mistakes {
  /** More would help nobody, and a hostile job could make them without end. */
  private static final int MOST = 32;

  private final Map<String, Mistake> byField = new LinkedHashMap<>();

  /** Told of or not: what is mistaken must not be relied on. */
  private final Set<String> fields = new HashSet<>();

  /** Notes that {@code field} {@code message}, such as "must be true or false". */
  void add(String field, String message) {
    fields.add(field);
    if (byField.size() < MOST) {
      byField.putIfAbsent(field, new Mistake(field, message));
    }
  }

  boolean isEmpty() {
    return byField.isEmpty();
  }

  /** The fields that cannot be relied on. */
  Set<String> fields() {
    return Collections.unmodifiableSet(fields);
  }

  List<Mistake> list() {
    return List.copyOf(byField.values());
  }
}
