package dev.keyframed.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reports figures beside their goals, as a table and as JSON. */
final class Report {
  private static final Path DIR = Path.of("target", "bench");

  private final String name;
  private final String title;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Creates an empty report.
   *
   * @param name of the JSON file, too
   */
  Report(String name, String title) {
    this.name = name;
    this.title = title;
  }

  private record Row(String figure, double value, String unit, Goal goal) {
    String shown() {
      return goal == null ? "" : goal + (goal.isMet(value) ? ": met" : ": NOT met");
    }

    JsonObject json() {
      JsonObject json =
          new JsonObject().put("figure", figure).put("value", value).put("unit", unit);
      return goal == null ? json : json.put("goal", goal.toString()).put("met", goal.isMet(value));
    }
  }

  private record Goal(boolean least, double bound) {
    boolean isMet(double value) {
      return least ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
      return (least ? ">= " : "<= ") + number(bound);
    }
  }

  /** Adds a figure without a goal. */
  void add(String figure, double value, String unit) {
    rows.add(new Row(figure, value, unit, null));
  }

  /** Adds a figure with a lower bound. */
  void atLeast(double bound, String figure, double value, String unit) {
    rows.add(new Row(figure, value, unit, new Goal(true, bound)));
  }

  /** Adds a figure with an upper bound. */
  void atMost(double bound, String figure, double value, String unit) {
    rows.add(new Row(figure, value, unit, new Goal(false, bound)));
  }

  /** Prints the report and writes it to {@code target/bench/NAME.json}. */
  void publish() throws IOException {
    StringBuilder table = new StringBuilder(String.format("%n%s%n", title));
    JsonArray json = new JsonArray();
    for (Row row : rows) {
      String value = number(row.value());
      table.append(
          String.format("  %-52s %12s %-10s %s%n", row.figure(), value, row.unit(), row.shown()));
      json.add(row.json());
    }
    System.out.println(table);
    Files.createDirectories(DIR);
    Files.writeString(
        DIR.resolve(name + ".json"),
        new JsonObject().put("title", title).put("figures", json).encodePrettily());
  }

  private static String number(double value) {
    String form = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }

  /** Returns the median; of an even number, the lower of the two middle values. */
  static double median(double... values) {
    return rank(0.5, values);
  }

  /** Returns the smallest value that at least this share of all values does not exceed. */
  static double rank(double share, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
