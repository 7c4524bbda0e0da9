package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValue;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Tests that the two files in {@code conf/} match the table of keys. */
class ReferenceFilesTest {

  private static final Path YAML = Path.of("conf", "keyframed.yaml");
  private static final Path SCHEMA = Path.of("conf", "keyframed.schema.json");

  /** Lists values of all kinds, among them invalid ones for every kind. */
  private static final List<String> SAMPLES =
      List.of(
          "true",
          "maybe",
          "0",
          "1",
          "8443",
          "70000",
          "-1",
          "0.28",
          "1e3",
          "30s",
          "0s",
          "10ms",
          "7d",
          "1 h",
          "20MB",
          "0B",
          "1GB",
          "text",
          "json",
          "info",
          "fail",
          "retry",
          "never",
          "loud",
          "embedded",
          "redis://localhost",
          "unix:///run/redis.sock",
          "https://example.com",
          "HTTPS://example.com",
          "http://example.com/a",
          "ftp://example.com",
          "127.0.0.1",
          "fd00::1",
          "unix:/run/callback.sock",
          "a b",
          "/srv/frames");

  private static final Validator EDITOR =
      Validator.create(
          JsonSchema.of(ReferenceFiles.schema()),
          new JsonSchemaOptions()
              .setBaseUri("https://keyframed.invalid/")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Flag));

  @TempDir Path directory;

  @Test
  void shipped_yaml_file_matches_the_table_of_keys() throws Exception {
    assertSame(YAML, ReferenceFiles.yaml());
  }

  @Test
  void shipped_json_schema_matches_the_table_of_keys() throws Exception {
    assertSame(SCHEMA, ReferenceFiles.schema().encodePrettily() + "\n");
  }

  @Test
  void shipped_yaml_file_contains_the_defaults() throws Exception {
    Configuration shipped = new ConfigFixture(directory, Files.readString(YAML)).load();

    assertThat(ConfigurationChanges.between(new ConfigFixture(directory).load(), shipped))
        .isEqualTo(ConfigurationChanges.NONE);
    assertThat(shipped.describe()).contains("namespace: keyframed  # " + directory);
  }

  @Test
  void shipped_yaml_file_leaves_data_dir_to_systemd() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, Files.readString(YAML)).env("STATE_DIRECTORY", "/var/lib/k");
    assertThat(given.load().dataDir()).isEqualTo(Path.of("/var/lib/k"));
  }

  @Test
  void yaml_file_schema_and_table_have_the_same_keys() throws Exception {
    List<String> table =
        ConfigKeys.all().stream()
            .filter(key -> !key.kind().secret())
            .<String>map(ConfigKey::name)
            .toList();

    String uncommented = Files.readString(YAML).replaceAll("(?m)^( *)#(\\w+:)", "$1$2");
    Path whole = Files.writeString(directory.resolve("whole.yaml"), uncommented);
    Problems problems = new Problems();
    assertThat(YamlFile.read(whole, problems))
        .extracting(ConfigValue::getName)
        .containsExactlyElementsOf(table);
    problems.throwIfAny();

    JsonObject schema = new JsonObject(Files.readString(SCHEMA));
    assertThat(names("", schema)).containsExactlyElementsOf(table);
  }

  private static Stream<String> names(String prefix, JsonObject section) {
    JsonObject properties = section.getJsonObject("properties");
    return properties.fieldNames().stream()
        .flatMap(
            name -> {
              JsonObject property = properties.getJsonObject(name);
              return property.containsKey("properties")
                  ? names(prefix + name + ".", property)
                  : Stream.of(prefix + name);
            });
  }

  @Test
  void shipped_yaml_file_is_valid_by_the_schema() throws Exception {
    assertThat(isValid(parsed(Files.readString(YAML)))).isTrue();
    assertThat(isValid(new JsonObject().put("colour", "red"))).isFalse();
  }

  @Test
  void values_that_the_daemon_accepts_are_valid_by_the_schema() throws Exception {
    for (ConfigKey<?> key : ConfigKeys.all()) {
      for (String sample : SAMPLES) {
        String problems = problems(alone(key, sample));
        boolean taken =
            !problems.contains(": " + key.name() + ": must be ") && !key.kind().secret();
        boolean valid =
            isValid(parsed(alone(key, sample))) || isValid(parsed(alone(key, "'" + sample + "'")));
        assertThat(valid || !taken).as("%s: %s", key.name(), sample).isTrue();
      }
    }
  }

  @Test
  void schema_refuses_some_value_of_every_key() {
    assertThat(ConfigKeys.all())
        .allSatisfy(
            key -> assertThat(SAMPLES).anyMatch(text -> !isValid(parsed(alone(key, text)))));
  }

  private String problems(String yaml) throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, yaml).without("KEYFRAMED_CALLBACK_PUBLIC_URL");
    return String.join("\n", given.problems());
  }

  /** Returns the key alone, as it would be written in the file. */
  private static String alone(ConfigKey<?> key, String value) {
    return YamlWriter.of(List.of(key), k -> List.of(YamlWriter.lastName(k) + ": " + value));
  }

  private static JsonObject parsed(String yaml) {
    Map<String, Object> document = new Yaml().load(yaml);
    return new JsonObject(document);
  }

  private static boolean isValid(JsonObject document) {
    return EDITOR.validate(document).getValid();
  }

  /**
   * Compares a file with its generated text. On a difference the generated text is left in {@code
   * target/}, to be copied.
   */
  private static void assertSame(Path file, String expected) throws Exception {
    Path right = Files.createDirectories(Path.of("target", "conf")).resolve(file.getFileName());
    Files.writeString(right, expected);
    assertThat(file).as("%s is not what the table says; %s is", file, right).hasContent(expected);
  }
}
