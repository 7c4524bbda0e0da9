package dev.keyframed.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.config.ConfigurationLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({"30s, 75", "5m, 345"})
  void longest_stop_exceeds_the_longest_creation(String timeout, long seconds) throws Exception {
    Settings settings =
        new Settings(
            ConfigurationLoader.loadForCommands(
                Optional.empty(), List.of("provider.request_timeout=" + timeout), Map.of()));

    assertThat(settings.longestStop()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(settings.longestStop()).isGreaterThan(settings.provider().longestCreation());
  }
}
