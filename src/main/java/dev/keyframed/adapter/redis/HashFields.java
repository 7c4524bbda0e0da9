package dev.keyframed.adapter.redis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads and writes the fields of one hash by type. A field is absent if it is null, zero or false.
 * Not thread-safe.
 */
final class HashFields {
  private final Map<String, String> texts;

  /** Creates an empty set of fields. */
  HashFields() {
    this(new LinkedHashMap<>());
  }

  /** Wraps the given fields without copying them. */
  HashFields(Map<String, String> texts) {
    this.texts = texts;
  }

  Map<String, String> written() {
    return texts;
  }

  void put(String name, String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  void putNumber(String name, long number) {
    put(name, number == 0 ? null : Long.toString(number));
  }

  void putFlag(String name, boolean flag) {
    put(name, flag ? "1" : null);
  }

  /** Writes a moment as epoch milliseconds. */
  void putMoment(String name, Instant moment) {
    put(name, moment == null ? null : Long.toString(moment.toEpochMilli()));
  }

  void putWord(String name, Enum<?> word) {
    put(name, word == null ? null : word.name().toLowerCase(Locale.ROOT));
  }

  String text(String name) {
    return texts.get(name);
  }

  long number(String name) {
    String text = text(name);
    return text == null ? 0 : Long.parseLong(text);
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  boolean flag(String name) {
    return text(name) != null;
  }

  Instant moment(String name) {
    return text(name) == null ? null : Instant.ofEpochMilli(number(name));
  }

  <E extends Enum<E>> E word(String name, Class<E> words) {
    String text = text(name);
    return text == null ? null : Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
  }
}
