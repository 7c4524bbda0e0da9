package dev.keyframed.cli;

import dev.keyframed.support.text.PlainLine;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats values for people. */
final class TextFormat {
  private static final int LONGEST_NAME = 80;
  private static final int MOST_CAUSES = 8;
  private static final int MICRO_DIGITS = 6;
  private static final int CENT_DIGITS = 2;

  private TextFormat() {}

  /** Makes each line plain; texts of others within must have been made one line before. */
  static String text(String text) {
    return text.lines().map(PlainLine::of).collect(Collectors.joining("\n"));
  }

  /** Makes a text of any origin a part of one line. */
  static String line(String words) {
    return PlainLine.of(words);
  }

  /** Encodes a value as one line of JSON without characters that a terminal would interpret. */
  static String json(Object value) {
    return PlainLine.json(Json.encode(value));
  }

  /** Prints an unexpected failure with its stack trace, for developers. */
  static void trace(Throwable fault, PrintWriter out) {
    int left = MOST_CAUSES;
    for (Throwable cause = fault; cause != null && left > 0; cause = cause.getCause()) {
      out.println((cause == fault ? "" : "Caused by: ") + line(cause.toString()));
      Stream.of(cause.getStackTrace()).forEach(place -> out.println("\tat " + place));
      left--;
    }
    out.flush();
  }

  /** Converts micro-dollars to dollars: exact, with at least two decimal places. */
  static BigDecimal dollars(long micros) {
    BigDecimal exact = BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros();
    return exact.setScale(Math.max(exact.scale(), CENT_DIGITS));
  }

  /** Converts epoch milliseconds to ISO 8601 in UTC. */
  static String moment(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis)).toString();
  }

  /** Prints a line for each value, names in one column; nested values are named by their path. */
  static void print(JsonObject object, PrintWriter out) {
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    flatten("", object, lines);
    int width = lines.stream().mapToInt(line -> line.getKey().length()).max().orElse(0);
    for (Map.Entry<String, String> line : lines) {
      String name = line.getKey();
      out.println(name + " ".repeat(width - name.length()) + "  " + line.getValue());
    }
    out.flush();
  }

  private static void flatten(String path, Object value, List<Map.Entry<String, String>> lines) {
    if (value instanceof JsonObject object) {
      String prefix = path.isEmpty() ? "" : path + ".";
      object.fieldNames().forEach(name -> flatten(prefix + name, object.getValue(name), lines));
    } else if (value instanceof JsonArray array) {
      for (int at = 0; at < array.size(); at++) {
        flatten(path + "[" + at + "]", array.getValue(at), lines);
      }
    } else {
      lines.add(Map.entry(PlainLine.of(path, LONGEST_NAME), line(String.valueOf(value))));
    }
  }
}
