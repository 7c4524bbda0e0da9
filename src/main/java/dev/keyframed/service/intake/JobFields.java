package dev.keyframed.service.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Provides the valid fields of a job. A field that is mistaken or missing has its default, so that
 * a rejected job can be described as well.
 */
final class JobFields {
  private final Map<String, Object> good;
  private final JobSchema shape;
  private final FieldErrors mistakes;

  JobFields(Map<String, Object> given, JobSchema shape, FieldErrors mistakes) {
    this.good = new HashMap<>(given);
    this.shape = shape;
    this.mistakes = mistakes;
    good.keySet().removeAll(mistakes.fields());
  }

  /** Returns the text of that field, else its default, else null. */
  String text(String field) {
    return (String) value(field);
  }

  /** Returns the flag of that field, or null. */
  Boolean flag(String field) {
    return (Boolean) value(field);
  }

  /** Returns the whole number of that field, else its default, else the given fallback. */
  int number(String field, int fallback) {
    Object value = value(field);
    return value == null ? fallback : ((Number) value).intValue();
  }

  /** Returns the time of that field, or null. A date that does not exist is a mistake. */
  Instant time(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      mistakes.add(field, shape.must(field));
      return null;
    }
  }

  private Object value(String field) {
    Object value = good.get(field);
    return value == null ? shape.fallback(field) : value;
  }
}
