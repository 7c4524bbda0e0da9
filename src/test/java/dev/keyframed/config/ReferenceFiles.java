package dev.keyframed.config;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generates {@code conf/keyframed.yaml} and its schema from the table of keys. */
final class ReferenceFiles {

  private static final int WIDTH = 96;
  private static final String HEAD =
      """
      # yaml-language-server: $schema=keyframed.schema.json
      #
      # Every key with its default. A key without a default, or with a default that depends on the
      # machine, is commented out. This file overrides the defaults, the environment overrides it
      # (KEYFRAMED_PROVIDER_BASE_URL is provider.base_url), and --set key=value overrides all.
      # Unknown keys and bad values stop the start, and all are named at once; "check-config" names
      # them without a start. Secrets must not be set in this file.

      """;

  private ReferenceFiles() {}

  static String yaml() {
    String keys = YamlWriter.of(ConfigKeys.all(), ReferenceFiles::yaml);
    return HEAD + keys.replaceAll("(?m)^(?=\\w+:$)", "\n");
  }

  private static List<String> yaml(ConfigKey<?> key) {
    String name = YamlWriter.lastName(key) + ":";
    if (key.kind().secret()) {
      String ways = " Never in this file: give it as " + KeyNames.waysToGive(key) + ".";
      return wrapped(name + " " + key.description() + ways);
    }
    List<String> lines = new ArrayList<>(wrapped(key.description()));
    String line = (name + " " + key.preset()).strip();
    // If set here, data_dir would override systemd's $STATE_DIRECTORY, which is a default too.
    boolean commentedOut = key.preset().isEmpty() || key.equals(RootKeys.DATA_DIR);
    lines.add(commentedOut ? "#" + line : line);
    return lines;
  }

  private static List<String> wrapped(String comment) {
    String broken = comment.replaceAll("(.{1," + WIDTH + "})(\\s+|$)", "# $1\n");
    return broken.lines().toList();
  }

  static JsonObject schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (!key.kind().secret()) {
        place(properties, key.name(), schema(key));
      }
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "The configuration of keyframed");
    root.putAll(section(properties));
    root.put("type", "object");
    return new JsonObject(root);
  }

  @SuppressWarnings("unchecked") // a section's properties are what section() has put there
  private static void place(
      Map<String, Object> properties, String name, Map<String, Object> schema) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      properties.put(name, schema);
      return;
    }
    Map<String, Object> section =
        (Map<String, Object>)
            properties.computeIfAbsent(name.substring(0, dot), s -> section(new LinkedHashMap<>()));
    place((Map<String, Object>) section.get("properties"), name.substring(dot + 1), schema);
  }

  /**
   * Returns the schema of a section. A section whose keys are all commented out is null in YAML.
   */
  private static Map<String, Object> section(Map<String, Object> properties) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("type", List.of("object", "null"));
    section.put("additionalProperties", false);
    section.put("properties", properties);
    return section;
  }

  private static Map<String, Object> schema(ConfigKey<?> key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", key.description());
    schema.put("default", preset(key));
    schema.putAll(new TreeMap<>(key.kind().schema()));
    return schema;
  }

  private static Object preset(ConfigKey<?> key) {
    String text = key.preset();
    return switch (String.valueOf(key.kind().schema().get("type"))) {
      case "integer" -> Integer.valueOf(text);
      case "number" -> new BigDecimal(text);
      case "boolean" -> Boolean.valueOf(text);
      default -> text.isEmpty() ? null : text;
    };
  }
}
