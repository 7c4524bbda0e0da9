package dev.keyframed.cli;

import dev.keyframed.text.PlainLine;
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

/** How values look to people. */
final class Shown {
  private static final int LONGEST_NAME = 80;
  private static final int MOST_CAUSES = 8;
  private static final int MICRO_DIGITS = 6;
  private static final int CENT_DIGITS = 2;

  private Shown() {}

  /** Several lines of our own, each of them plain. Words of others are to be made a line first. */
  static String text(String text) {
    return text.lines().map(PlainLine::of).collect(Collectors.joining("\n"));
  }

  /** Whatever others wrote, as a part of a line. */
  static String line(String words) {
    return PlainLine.of(words);
  }

  /** JSON as one line that a terminal shows as it is. */
  static String json(Object value) {
    return PlainLine.json(Json.encode(value));
  }

  /** What nobody has foreseen, for whoever mends it. */
  static void trace(Throwable fault, PrintWriter out) {
    int left = MOST_CAUSES;
    for (Throwable one = fault; one != null && left > 0; one = one.getCause()) {
      out.println((one == fault ? "" : "Caused by: ") + line(one.toString()));
      Stream.of(one.getStackTrace()).forEach(place -> out.println("\tat " + place));
      left--;
    }
    out.flush();
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
