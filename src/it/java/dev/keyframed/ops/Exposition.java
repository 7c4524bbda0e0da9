package dev.keyframed.ops;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Prometheus is answered: each metric's type, and its labels with all their values. */
final class Exposition {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\w+)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? .*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final String OF_HISTOGRAMS = "le";

  final Map<String, String> types = new TreeMap<>();
  private final Map<String, Map<String, Set<String>>> labels = new TreeMap<>();

  /** Reads the text; a histogram's greatest value, which is a gauge of its own, is left out. */
  Exposition(String text) {
    text.lines().forEach(this::read);
    types.keySet().removeIf(name -> name.endsWith("_seconds_max"));
  }

  private void read(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (type.matches()) {
      types.put(type.group(1), type.group(2));
    } else if (!line.startsWith("#") && sample.matches()) {
      String name = sample.group(1).replaceFirst("_(bucket|count|sum)$", "");
      String key = types.containsKey(name) ? name : sample.group(1);
      Map<String, Set<String>> found = labels.computeIfAbsent(key, first -> new TreeMap<>());
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        if (!label.group(1).equals(OF_HISTOGRAMS)) {
          found.computeIfAbsent(label.group(1), first -> new TreeSet<>()).add(label.group(2));
        }
      }
    }
  }

  /** Returns the labels of that metric, with the values that were seen. */
  Map<String, Set<String>> labels(String metric) {
    return labels.get(metric);
  }

  /** Returns the values that were seen of a label. */
  Set<String> values(String metric, String label) {
    return labels.get(metric).get(label);
  }
}
