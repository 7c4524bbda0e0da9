package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir Path directory;

  @Test
  void description_lists_each_value_with_its_origin() throws Exception {
    String text =
        new ConfigFixture(directory, "namespace: films", "", "provider:", "  max_in_flight: 7")
            .set("log.level=debug", "data_dir=/var/my films: \"one\"")
            .load()
            .describe();

    String file = directory.resolve("keyframed.yaml").toString();
    assertThat(text)
        .startsWith("namespace: films  # " + file + ":1\n")
        .contains("data_dir: \"/var/my films: \\\"one\\\"\"  # --set\n")
        .contains("\nprovider:\n  base_url: https://api.minimax.io  # default\n")
        .contains("  api_key: \"***\"  # environment\n")
        .contains("  max_in_flight: 7  # " + file + ":4\n")
        .contains("  tls:\n    cert: null  # default\n    key: null  # default\n  secret: \"***\"")
        .contains("  level: debug  # --set\n")
        .doesNotContain(ConfigFixture.API_KEY, ConfigFixture.SIGNING);
  }

  @Test
  void description_is_yaml_that_loads_as_the_same_configuration() throws Exception {
    Configuration read =
        new ConfigFixture(directory, "budget: {daily_usd: 10}")
            .set("data_dir=/a b\\\"c': #d")
            .load();
    String withoutSecrets =
        read.describe()
            .lines()
            .filter(line -> !line.matches(" *(api_key|password|(previous_)?secret):.*"))
            .reduce("", (a, b) -> a + b + "\n");

    Configuration again = new ConfigFixture(directory, withoutSecrets).load();

    assertThat(ConfigurationChanges.between(read, again)).isEqualTo(ConfigurationChanges.NONE);
  }

  @Test
  void equal_configurations_have_no_changes() throws Exception {
    assertThat(
            ConfigurationChanges.between(
                new ConfigFixture(directory).load(), new ConfigFixture(directory).load()))
        .isEqualTo(ConfigurationChanges.NONE);
  }

  @Test
  void limits_budget_poll_times_and_log_level_change_at_once_other_keys_after_a_restart()
      throws Exception {
    Configuration old = new ConfigFixture(directory, "callback: {port: 1}").load();
    Configuration next =
        new ConfigFixture(directory, "callback: {port: 2}")
            .env("KEYFRAMED_PROVIDER_API_KEY", "another")
            .set("provider.requests_per_minute=20", "provider.max_in_flight=100")
            .set("budget.daily_usd=10", "poll.first_after=30s", "poll.requests_per_minute=1")
            .set("log.level=debug", "log.format=json", "namespace=other")
            .load();

    ConfigurationChanges changes = ConfigurationChanges.between(old, next);

    assertThat(changes.atOnce())
        .containsExactly(
            "provider.requests_per_minute",
            "provider.max_in_flight",
            "poll.first_after",
            "poll.requests_per_minute",
            "budget.daily_usd",
            "log.level");
    assertThat(changes.afterRestart())
        .containsExactly("namespace", "provider.api_key", "callback.port", "log.format");
  }

  @Test
  void certificate_paths_change_at_once_but_enabling_tls_needs_a_restart() throws Exception {
    Path one = Files.createFile(directory.resolve("one.pem"));
    Path two = Files.createFile(directory.resolve("two.pem"));
    Configuration plain = new ConfigFixture(directory).load();
    Configuration first =
        new ConfigFixture(directory)
            .set("callback.tls.cert=" + one, "callback.tls.key=" + one)
            .load();
    Configuration second =
        new ConfigFixture(directory)
            .set("callback.tls.cert=" + two, "callback.tls.key=" + two)
            .load();

    assertThat(ConfigurationChanges.between(first, second).atOnce())
        .containsExactly("callback.tls.cert", "callback.tls.key");
    assertThat(ConfigurationChanges.between(plain, first).afterRestart())
        .containsExactly("callback.tls.cert", "callback.tls.key");
    assertThat(ConfigurationChanges.between(first, plain).afterRestart())
        .containsExactly("callback.tls.cert", "callback.tls.key");
  }
}
