package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  @TempDir Path directory;

  @Test
  void empty_file_leaves_the_documented_defaults() throws Exception {
    Configuration read = new ConfigFixture(directory).load();

    assertThat(read.namespace()).isEqualTo("keyframed");
    assertThat(read.dataDir()).isEqualTo(Path.of("./data"));
    assertThat(read.redis()).isEqualTo(new Configuration.RedisSection(Optional.empty(), 6379));
    assertThat(read.redis().embedded()).isTrue();
    assertThat(read.provider())
        .isEqualTo(
            new Configuration.ProviderSection(
                URI.create("https://api.minimax.io"),
                new Secret(ConfigFixture.API_KEY),
                5,
                50,
                Duration.ofSeconds(30),
                false));
    assertThat(read.callback())
        .isEqualTo(
            new Configuration.CallbackSection(
                true,
                Optional.of(URI.create("https://keyframed.example.com")),
                "0.0.0.0",
                8443,
                Optional.empty(),
                new Secret(ConfigFixture.SIGNING),
                Optional.empty(),
                Duration.ofMinutes(5)));
    assertThat(read.poll())
        .isEqualTo(
            new Configuration.PollSection(
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(60),
                Duration.ofHours(24),
                300));
    assertThat(read.submit())
        .isEqualTo(
            new Configuration.SubmitSection(
                3,
                Duration.ofMinutes(15),
                Configuration.OnUncertain.FAIL,
                Configuration.WithoutCallback.WHEN_UNREACHABLE));
    assertThat(read.frames()).isEqualTo(new Configuration.FramesSection(Optional.empty()));
    assertThat(read.download()).isEqualTo(new Configuration.DownloadSection(4, 1_000_000_000L, 8));
    assertThat(read.results())
        .isEqualTo(
            new Configuration.ResultsSection(Duration.ofDays(7), 100_000, Duration.ofDays(90)));
    assertThat(read.budget()).isEqualTo(new Configuration.BudgetSection(Optional.empty()));
    assertThat(read.management())
        .isEqualTo(new Configuration.ManagementSection("127.0.0.1", 9464, false));
    assertThat(read.log())
        .isEqualTo(
            new Configuration.LogSection(
                Configuration.LogFormat.TEXT, Configuration.LogLevel.INFO));
  }

  @Test
  void prices_are_keyed_by_resolution_and_duration() throws Exception {
    Map<String, BigDecimal> usd =
        new ConfigFixture(directory, "prices: {768P_10s: 0.6}").load().prices().usd();

    assertThat(usd.get("768P_6s")).isEqualByComparingTo("0.28");
    assertThat(usd.get("768P_10s")).isEqualByComparingTo("0.60");
    assertThat(usd.get("1080P_6s")).isEqualByComparingTo("0.49");
    assertThat(usd).doesNotContainKey("1080P_10s");
  }

  @Test
  void file_overrides_defaults_environment_overrides_file_and_set_overrides_all() throws Exception {
    ConfigFixture given = new ConfigFixture(directory, "poll:", "  interval: 11s");
    assertThat(given.load().poll().interval()).isEqualTo(Duration.ofSeconds(11));

    assertThat(given.env("KEYFRAMED_POLL_INTERVAL", "12s").load().poll().interval())
        .isEqualTo(Duration.ofSeconds(12));

    assertThat(given.set("poll.interval=13s", "poll.interval=14s").load().poll().interval())
        .isEqualTo(Duration.ofSeconds(14));
  }

  @Test
  void each_key_has_its_own_environment_variable() {
    assertThat(ConfigKeys.all()).extracting(ConfigKey::variable).doesNotHaveDuplicates();
    assertThat(ProviderKeys.PROVIDER_BASE_URL.variable()).isEqualTo("KEYFRAMED_PROVIDER_BASE_URL");
    assertThat(CallbackKeys.CALLBACK_TLS_CERT.variable()).isEqualTo("KEYFRAMED_CALLBACK_TLS_CERT");
  }

  @Test
  void state_directory_of_systemd_is_only_a_default_of_data_dir() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory).env("STATE_DIRECTORY", "/var/lib/keyframed:/var/lib/other");
    assertThat(given.load().dataDir()).isEqualTo(Path.of("/var/lib/keyframed"));

    given =
        new ConfigFixture(directory, "data_dir: /srv").env("STATE_DIRECTORY", "/var/lib/keyframed");
    assertThat(given.load().dataDir()).isEqualTo(Path.of("/srv"));
  }

  @Test
  void yaml_values_are_read_exactly_as_written() throws Exception {
    Configuration read =
        new ConfigFixture(
                directory,
                "namespace: on",
                "data_dir: /data/${user.home}/%dev.x",
                "budget: {daily_usd: 12.50}",
                "download: {max_size: 20MB}",
                "log: {level: 'debug'}",
                "provider: {base_url: https://gateway.example.com/minimax/}")
            .load();

    assertThat(read.namespace()).isEqualTo("on");
    assertThat(read.dataDir()).isEqualTo(Path.of("/data/${user.home}/%dev.x"));
    assertThat(read.budget().dailyUsd()).contains(new BigDecimal("12.500000"));
    assertThat(read.download().maxSize()).isEqualTo(20_000_000L);
    assertThat(read.log().level()).isEqualTo(Configuration.LogLevel.DEBUG);
    assertThat(read.provider().baseUrl())
        .isEqualTo(URI.create("https://gateway.example.com/minimax"));
  }

  @Test
  void optional_value_is_unset_by_an_empty_value() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, "budget: {daily_usd: 5}", "frames: {dir: null}");
    assertThat(given.load().budget().dailyUsd()).isPresent();
    assertThat(given.set("budget.daily_usd=").load().budget().dailyUsd()).isEmpty();
  }

  @Test
  void configuration_loads_without_a_file() throws Exception {
    Map<String, String> env = Map.of("KEYFRAMED_PROVIDER_API_KEY", "key");
    Configuration read =
        ConfigurationLoader.load(List.of("callback.enabled=false", "namespace=demo"), env);

    assertThat(read.namespace()).isEqualTo("demo");
    assertThat(read.callback().enabled()).isFalse();
    assertThat(read.callback().publicUrl()).isEmpty();
  }

  @Test
  void callback_tls_holds_certificate_and_key_files() throws Exception {
    Path cert = Files.createFile(directory.resolve("cert.pem"));
    Path key = Files.createFile(directory.resolve("key.pem"));
    Configuration read =
        new ConfigFixture(directory, "callback:", "  tls:", "    cert: " + cert, "    key: " + key)
            .load();

    assertThat(read.callback().tls()).contains(new Configuration.TlsSection(cert, key));
  }

  @Test
  void command_configuration_loads_without_secrets_and_files_of_the_daemon() throws Exception {
    ConfigFixture given =
        new ConfigFixture(
                directory,
                "namespace: films",
                "provider: {api_key_file: /nowhere/key}",
                "frames: {dir: /nowhere/frames}")
            .without("KEYFRAMED_PROVIDER_API_KEY")
            .without("KEYFRAMED_CALLBACK_SECRET")
            .without("KEYFRAMED_CALLBACK_PUBLIC_URL");
    Configuration read = given.loadForCommands();

    assertThat(read.namespace()).isEqualTo("films");
    assertThat(read.provider().apiKey()).isEqualTo(Secret.NONE);
    assertThat(given.problems()).hasSize(4);
  }
}
