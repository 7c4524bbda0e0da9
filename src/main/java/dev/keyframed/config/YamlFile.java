package dev.keyframed.config;

import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the file into flat keys with their lines. Only known sections are entered, so an alias
 * cycle cannot cause an endless loop.
 */
final class YamlFile {

  private final String file;
  private final Problems problems;
  private final List<ConfigValue> values = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private YamlFile(Path file, Problems problems) {
    this.file = file.toString();
    this.problems = problems;
  }

  /**
   * Returns the values of the file as they were written. Misplaced values are reported as problems.
   *
   * @throws ConfigurationException if the file cannot be read or is not YAML; nothing else can then
   *     be reported
   */
  static List<ConfigValue> read(Path file, Problems problems) throws ConfigurationException {
    YamlFile yaml = new YamlFile(file, problems);
    yaml.root(yaml.parse(yaml.text(file)));
    return yaml.values;
  }

  private String text(Path file) throws ConfigurationException {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw refused(OptionalInt.empty(), TextFile.why(failed));
    }
  }

  private Node parse(String text) throws ConfigurationException {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    } catch (MarkedYAMLException wrong) {
      throw refused(line(wrong.getProblemMark()), "is not valid YAML: " + wrong.getProblem());
    } catch (YAMLException wrong) {
      throw refused(
          OptionalInt.empty(),
          "is not valid YAML: " + wrong.getMessage().lines().findFirst().orElse(""));
    }
  }

  private ConfigurationException refused(OptionalInt line, String message) {
    return new ConfigurationException(List.of(new Problem(new Origin(file, line), "", message)));
  }

  private void root(Node node) {
    if (node instanceof MappingNode keys) {
      section("", keys);
    } else if (node != null && !isNull(node)) {
      problems.add(origin(node), "", "must contain keys, such as namespace: keyframed");
    }
  }

  private void section(String prefix, MappingNode section) {
    for (NodeTuple entry : section.getValue()) {
      Origin origin = origin(entry.getKeyNode());
      if (entry.getKeyNode() instanceof ScalarNode name) {
        entry(prefix + name.getValue(), origin, entry.getValueNode());
      } else {
        problems.add(origin, "", "a key must be a single word");
      }
    }
  }

  private void entry(String key, Origin origin, Node value) {
    Integer first = lines.putIfAbsent(key, origin.line().orElseThrow());
    if (first != null) {
      problems.add(origin, key, "is set twice, first in line " + first);
    } else if (KeyNames.isSection(key)) {
      if (value instanceof MappingNode keys) {
        section(key + ".", keys);
      } else if (!isNull(value)) {
        problems.add(origin, key, "is a section: put its keys below it, indented");
      }
    } else if (KeyNames.mayStand(key, origin, problems)) {
      if (value instanceof ScalarNode scalar) {
        values.add(Layer.value(key, isNull(value) ? "" : scalar.getValue(), origin));
      } else {
        problems.add(origin, key, "must have a single value");
      }
    }
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private Origin origin(Node node) {
    return new Origin(file, line(node.getStartMark()));
  }

  private static OptionalInt line(Mark mark) {
    return mark == null ? OptionalInt.empty() : OptionalInt.of(mark.getLine() + 1);
  }
}
