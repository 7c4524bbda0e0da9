package dev.keyframed.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** How values look to people. */
final class Shown {
  /** Texts of producers and of the provider must not move a terminal's cursor. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");

  private static final int MICRO_DIGITS = 6;
  private static final int CENT_DIGITS = 2;

  private Shown() {}

  /** A text that is safe on a terminal; its lines stay. */
  static String text(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  /** Micro-dollars as dollars: exact, and never fewer digits than cents have. */
  static BigDecimal dollars(long micros) {
    BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros();
    return exact.setScale(Math.max(exact.scale(), CENT_DIGITS));
  }

  /** A moment given in epoch milliseconds, as ISO 8601 in UTC. */
  static String moment(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis)).toString();
  }

  /** A line for each value, the names in one column; those of objects within go by their path. */
  static void print(JsonObject object, PrintWriter out) {
    Map<String, String> lines = new LinkedHashMap<>();
    flatten("", object, lines);
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    lines.forEach(
        (name, value) ->
            out.println(text(name + " ".repeat(width - name.length()) + "  " + value)));
    out.flush();
  }

  private static void flatten(String path, Object value, Map<String, String> lines) {
    if (value instanceof JsonObject object) {
      String prefix = path.isEmpty() ? "" : path + ".";
      object.fieldNames().forEach(name -> flatten(prefix + name, object.getValue(name), lines));
    } else if (value instanceof JsonArray array) {
      for (int at = 0; at < array.size(); at++) {
        flatten(path + "[" + at + "]", array.getValue(at), lines);
      }
    } else {
      lines.put(path, String.valueOf(value));
    }
  }
}
