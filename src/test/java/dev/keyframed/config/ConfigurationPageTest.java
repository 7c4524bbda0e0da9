package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.config.ConfigKey.KeyEffect;
import dev.keyframed.docs.Page;
import dev.keyframed.docs.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the tables of the configuration's page with the table of keys. */
class ConfigurationPageTest {
  private static final Page PAGE = Page.of("configuration.md");
  private static final List<Table> TABLES = PAGE.section("Every key").tables("key");

  /** The default depends on another key. */
  private static final Map<String, String> DERIVED =
      Map.of(VideoKeys.VIDEOS_DIR.name(), "data_dir/videos");

  private static final Pattern RANGE = Pattern.compile("from (\\S+) to ([^\\s,]+)");
  private static final Pattern LEAST = Pattern.compile("at least \\d+( bytes)?");

  @Test
  void configuration_page_lists_the_keys_of_the_code_in_its_order() {
    List<String> shown = new ArrayList<>();
    TABLES.forEach(table -> shown.addAll(table.names("key")));

    assertThat(shown)
        .containsExactlyElementsOf(ConfigKeys.all().stream().map(ConfigKey::name).toList());
  }

  @Test
  void configuration_page_lists_the_defaults_of_the_code() {
    Map<String, String> defaults = new TreeMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String preset = DERIVED.getOrDefault(key.name(), key.preset());
      defaults.put(key.name(), preset.isEmpty() ? "-" : "`" + preset + "`");
    }
    assertThat(column("default")).isEqualTo(defaults);
  }

  @Test
  void configuration_page_marks_exactly_the_keys_that_a_reload_applies() {
    Map<String, String> changes = new TreeMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      changes.put(key.name(), key.effect() == KeyEffect.AFTER_RESTART ? "restart" : "live");
    }
    assertThat(column("change")).isEqualTo(changes);
  }

  @Test
  void configuration_page_lists_the_limits_of_numbers_and_secrets() {
    Map<String, String> limits = column("limits");
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String shown = limits.get(key.name());
      Matcher range = RANGE.matcher(key.kind().demand());
      Matcher least = LEAST.matcher(key.kind().demand());
      if (range.find()) {
        assertThat(shown).as(key.name()).isEqualTo(range.group(1) + " to " + range.group(2));
      } else if (least.find()) {
        assertThat(shown).as(key.name()).endsWith(least.group());
      }
      assertThat(shown.startsWith("secret")).as(key.name()).isEqualTo(key.kind().secret());
    }
  }

  @Test
  void security_page_lists_every_secret() {
    List<String> secrets =
        ConfigKeys.all().stream().filter(key -> key.kind().secret()).map(ConfigKey::name).toList();

    assertThat(Page.of("security.md").section("Secrets").names("secret")).containsAll(secrets);
  }

  private static Map<String, String> column(String title) {
    Map<String, String> cells = new TreeMap<>();
    TABLES.forEach(table -> cells.putAll(table.by(title)));
    return cells;
  }
}
