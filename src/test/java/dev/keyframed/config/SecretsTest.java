package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.ops.Tool;
import dev.keyframed.support.net.RedisEndpoint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String API_KEY_WAYS =
      "KEYFRAMED_PROVIDER_API_KEY in the environment, $CREDENTIALS_DIRECTORY/provider.api_key, a file"
          + " named by provider.api_key_file, or a file provider.api_key beside the configuration";

  @TempDir Path directory;
  @TempDir Path credentials;
  private Path file;

  @BeforeEach
  void writeKeyFile() throws Exception {
    file = Files.writeString(directory.resolve("key"), "from-file\n");
  }

  @Test
  void secret_is_masked_when_printed() {
    assertThat(new Secret("abc")).hasToString("Secret[hidden]").isEqualTo(new Secret("abc"));
    assertThat(new Secret("abc").reveal()).isEqualTo("abc");
  }

  @Test
  void missing_secret_cannot_be_revealed() {
    assertThatThrownBy(Secret.NONE::reveal).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void secret_of_environment_overrides_credential_which_overrides_file() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, "provider: {api_key_file: " + file + "}")
            .without("KEYFRAMED_PROVIDER_API_KEY");
    assertThat(given.load().provider().apiKey()).isEqualTo(new Secret("from-file"));

    Files.writeString(credentials.resolve("provider.api_key"), "from-credential");
    assertThat(
            given.env("CREDENTIALS_DIRECTORY", credentials.toString()).load().provider().apiKey())
        .isEqualTo(new Secret("from-credential"));

    assertThat(
            given.env("KEYFRAMED_PROVIDER_API_KEY", "from-environment").load().provider().apiKey())
        .isEqualTo(new Secret("from-environment"));
  }

  @Test
  void secret_file_beside_the_configuration_has_the_lowest_precedence() throws Exception {
    Path beside = Files.writeString(directory.resolve("provider.api_key"), "from-beside\n");
    ConfigFixture given = new ConfigFixture(directory).without("KEYFRAMED_PROVIDER_API_KEY");

    assertThat(given.load().provider().apiKey()).isEqualTo(new Secret("from-beside"));
    assertThat(given.load().describe()).contains("api_key: \"***\"  # " + beside + "\n");
    assertThat(given.set("provider.api_key_file=" + file).load().provider().apiKey())
        .isEqualTo(new Secret("from-file"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void secret_file_of_another_user_beside_the_configuration_is_ignored(boolean link)
      throws Exception {
    Tool.need("root".equals(System.getProperty("user.name")), "only root gives files away");
    Path planted = directory.resolve("provider.api_key");
    if (link) {
      Files.createSymbolicLink(planted, file);
    } else {
      Files.writeString(planted, "planted");
    }
    Files.setAttribute(planted, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);

    assertThat(new ConfigFixture(directory).without("KEYFRAMED_PROVIDER_API_KEY").problems())
        .singleElement()
        .asString()
        .startsWith("provider.api_key: is missing");
  }

  @Test
  void command_reads_only_the_redis_password_beside_the_configuration() throws Exception {
    Files.writeString(directory.resolve("redis.password"), "hunter2\n");
    Files.writeString(directory.resolve("provider.api_key"), "from-beside\n");
    Configuration read =
        new ConfigFixture(directory, "redis: {url: 'redis://10.0.0.5'}")
            .without("KEYFRAMED_PROVIDER_API_KEY")
            .loadForCommands();

    assertThat(read.redis().endpoint().orElseThrow().login().orElseThrow().password())
        .isEqualTo("hunter2");
    assertThat(read.provider().apiKey()).isEqualTo(Secret.NONE);
  }

  @Test
  void check_reports_what_only_the_daemons_user_can_read_as_unseen() throws Exception {
    ConfigFixture given =
        new ConfigFixture(
            directory, "callback: {host: 'unix:/run/nobody-made-it/s'}", "videos: {group: daemon}");

    assertThat(given.loadToCheck().settings().unseen())
        .containsExactly(
            "callback.host: whether the daemon may write to /run/nobody-made-it",
            "videos.group: whether the daemon may give files to daemon");
    assertThat(given.problems())
        .anySatisfy(problem -> assertThat(problem).contains("callback.host: is a Unix socket"));
  }

  @Test
  void empty_environment_variable_gives_no_secret() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, "provider: {api_key_file: " + file + "}")
            .env("KEYFRAMED_PROVIDER_API_KEY", "");
    assertThat(given.load().provider().apiKey()).isEqualTo(new Secret("from-file"));
  }

  @Test
  void previous_callback_secret_is_read_beside_the_current_one() throws Exception {
    Path previous =
        Files.writeString(directory.resolve("old"), "old-old-old-old-old-old-old-old-old");
    Configuration read =
        new ConfigFixture(directory, "callback: {previous_secret_file: " + previous + "}").load();

    assertThat(read.callback().secret()).isEqualTo(new Secret(ConfigFixture.SIGNING));
    assertThat(read.callback().previousSecret())
        .contains(new Secret("old-old-old-old-old-old-old-old-old"));
  }

  @Test
  void secret_in_the_file_or_on_the_command_line_is_refused_and_not_shown() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, "provider:", "  api_key: sk-123")
            .without("KEYFRAMED_PROVIDER_API_KEY")
            .set("callback.secret=abc");

    assertThat(given.problems())
        .containsExactly(
            "FILE:2: provider.api_key: a secret must not be set here: give it as " + API_KEY_WAYS,
            "--set: callback.secret: a secret must not be set here: give it as"
                + " KEYFRAMED_CALLBACK_SECRET in the"
                + " environment, $CREDENTIALS_DIRECTORY/callback.secret, a file named by"
                + " callback.secret_file, or a file callback.secret beside the configuration");
  }

  @Test
  void secret_that_is_too_short_or_not_a_token_is_refused_and_not_shown() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory)
            .env("KEYFRAMED_CALLBACK_SECRET", "0123456789abcde")
            .env("KEYFRAMED_PROVIDER_API_KEY", "two words");

    assertThat(given.problems())
        .containsExactly(
            "environment: provider.api_key: must be the bare key: visible ASCII characters"
                + " without spaces, without quotes around it and without Bearer before it",
            "environment: callback.secret: must be a secret of at least 16 bytes");
  }

  @Test
  void callback_secret_equal_to_the_api_key_is_refused() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory)
            .env("KEYFRAMED_PROVIDER_API_KEY", ConfigFixture.SIGNING)
            .env("KEYFRAMED_CALLBACK_PREVIOUS_SECRET", ConfigFixture.SIGNING);

    assertThat(given.problems())
        .containsExactly(
            "environment: callback.secret: must not be the API key: use a separate secret",
            "environment: callback.previous_secret: must not be the API key: use a separate secret");
  }

  @Test
  void callback_secret_is_required_only_when_callbacks_are_enabled() throws Exception {
    ConfigFixture given = new ConfigFixture(directory).without("KEYFRAMED_CALLBACK_SECRET");

    assertThat(given.problems())
        .singleElement()
        .asString()
        .startsWith("callback.secret: is missing");
    assertThat(given.set("callback.enabled=false").load().callback().secret())
        .isEqualTo(Secret.NONE);
  }

  @Test
  void missing_or_empty_secret_file_is_reported_as_one_problem() throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory, "provider: {api_key_file: /nowhere/key}")
            .without("KEYFRAMED_PROVIDER_API_KEY");
    assertThat(given.problems())
        .containsExactly("FILE:1: provider.api_key_file: /nowhere/key: file not found");

    Path empty = Files.writeString(directory.resolve("key"), "\n");
    assertThat(
            new ConfigFixture(directory, "provider: {api_key_file: " + empty + "}")
                .without("KEYFRAMED_PROVIDER_API_KEY")
                .problems())
        .containsExactly("FILE:1: provider.api_key_file: " + empty + " is empty");
  }

  @Test
  void empty_credential_counts_as_missing() throws Exception {
    Files.writeString(credentials.resolve("provider.api_key"), "\n");
    Files.writeString(credentials.resolve("callback.secret"), "\n");
    ConfigFixture given =
        new ConfigFixture(directory)
            .env("CREDENTIALS_DIRECTORY", credentials.toString())
            .without("KEYFRAMED_PROVIDER_API_KEY")
            .without("KEYFRAMED_CALLBACK_SECRET")
            .set("callback.enabled=false");

    assertThat(given.problems())
        .singleElement()
        .asString()
        .startsWith("provider.api_key: is missing");
  }

  @Test
  void redis_url_with_password_is_accepted_only_from_the_environment_and_masked() throws Exception {
    String url = "redis://app:hunter2@localhost:6379";
    assertThat(new ConfigFixture(directory, "redis: {url: '" + url + "'}").problems())
        .containsExactly(
            "FILE:1: redis.url: a password must not be set here: give it as"
                + " KEYFRAMED_REDIS_PASSWORD in the"
                + " environment, $CREDENTIALS_DIRECTORY/redis.password, a file named by"
                + " redis.password_file, or a file redis.password beside the configuration, or the whole URL as KEYFRAMED_REDIS_URL in the environment");
    assertThat(
            new ConfigFixture(directory)
                .set("redis.url=unix:///r.sock?password=hunter2")
                .problems())
        .hasSize(1);

    Configuration read = new ConfigFixture(directory).env("KEYFRAMED_REDIS_URL", url).load();
    assertThat(read.redis().endpoint()).contains(RedisEndpoint.parse(url));
    assertThat(read.toString() + read.describe()).doesNotContain("hunter2", ConfigFixture.API_KEY);
    assertThat(read.describe()).contains("url: \"redis://***@localhost:6379\"  # environment\n");
  }
}
