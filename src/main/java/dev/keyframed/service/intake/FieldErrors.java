package dev.keyframed.service.intake;

import dev.keyframed.job.Failure.Mistake;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the mistakes of a job: the first one of each field, in the order found. */
final class FieldErrors {
  /** Limit of reported mistakes. More would not help, and a hostile job could cause any number. */
  private static final int MOST = 32;

  private final Map<String, Mistake> byField = new LinkedHashMap<>();

  /** Fields with a mistake, reported or not. Their values must not be used. */
  private final Set<String> fields = new HashSet<>();

  /**
   * Notes a mistake of {@code field}, whose message continues the name: "must be true or false".
   */
  void add(String field, String message) {
    fields.add(field);
    if (byField.size() < MOST) {
      byField.putIfAbsent(field, new Mistake(field, message));
    }
  }

  boolean isEmpty() {
    return byField.isEmpty();
  }

  /** Returns the fields whose values must not be used. */
  Set<String> fields() {
    return Collections.unmodifiableSet(fields);
  }

  List<Mistake> list() {
    return List.copyOf(byField.values());
  }
}
