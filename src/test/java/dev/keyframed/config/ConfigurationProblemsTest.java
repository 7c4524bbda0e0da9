package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.support.net.RedisEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationProblemsTest {

  @TempDir Path dir;

  @Test
  void bad_value_is_reported_with_its_line_and_the_valid_values() throws Exception {
    assertThat(new ConfigFixture(dir, "provider:", "  requests_per_minute: many").problems())
        .containsExactly(
            "FILE:2: provider.requests_per_minute: must be a whole number of at least 1, is \"many\"");
  }

  @Test
  void all_problems_are_reported_at_once_with_those_of_the_file_in_line_order() throws Exception {
    ConfigFixture given =
        new ConfigFixture(
                dir,
                "log: {level: loud}",
                "namespace: 'a b'",
                "callback:",
                "  port: 70000",
                "colour: red")
            .env("KEYFRAMED_POLL_INTERVAL", "often")
            .env("KEYFRAMED_POLL_INTERVALL", "10s")
            .set("download.max_size=0KB", "nonsense", "a.b=c")
            .without("KEYFRAMED_PROVIDER_API_KEY");

    assertThat(given.problems())
        .containsExactly(
            "FILE:1: log.level: must be one of error, warn, info, debug, trace, is \"loud\"",
            "FILE:2: namespace: must be 1 to 64 letters, digits, underscores, dots or dashes, is \"a b\"",
            "FILE:4: callback.port: must be a whole number from 0 to 65535, is \"70000\"",
            "FILE:5: colour: unknown key",
            "environment: KEYFRAMED_POLL_INTERVALL: unknown variable; did you mean KEYFRAMED_POLL_INTERVAL?",
            "--set: nonsense: must be key=value",
            "--set: a.b: unknown key",
            "environment: poll.interval: must be a duration from 10ms to 1h, such as 500ms, 30s, 10m, 24h or"
                + " 7d, is \"often\"",
            "--set: download.max_size: must be a size from 1KB to 100GB, such as 500KB, 20MB or 1GB, is \"0KB\"",
            "provider.api_key: is missing: give it as KEYFRAMED_PROVIDER_API_KEY in the environment,"
                + " $CREDENTIALS_DIRECTORY/provider.api_key, a file named by provider.api_key_file, or a file"
                + " provider.api_key beside the configuration");
  }

  @ParameterizedTest
  @CsvSource({
    "base_url,          provider.base_url",
    "provider.baseurl,  provider.base_url",
    "provider.base-url, provider.base_url",
    "providr.base_url,  provider.base_url",
    "Namespace,         namespace",
    "callback.tls.crt,  callback.tls.cert",
  })
  void unknown_key_is_reported_with_the_nearest_known_key(String unknown, String near)
      throws Exception {
    assertThat(new ConfigFixture(dir).set(unknown + "=1").problems())
        .containsExactly("--set: " + unknown + ": unknown key; did you mean " + near + "?");
  }

  @Test
  void unresolvable_listen_host_is_reported() throws Exception {
    assertThat(
            new ConfigFixture(dir, "management: {host: nobody.invalid}", "callback: {host: '::1'}")
                .problems())
        .containsExactly(
            "FILE:1: management.host: cannot be resolved on this machine: set an IP address or"
                + " a known host name");
  }

  @Test
  void unknown_section_is_reported_once() throws Exception {
    assertThat(
            new ConfigFixture(dir, "poll: {interval: 5s}", "s3: {bucket: b, region: r}").problems())
        .containsExactly("FILE:2: s3: unknown key");
  }

  @Test
  void duplicate_key_is_reported_with_its_first_line() throws Exception {
    assertThat(
            new ConfigFixture(dir, "namespace: a", "log:", "  level: info", "namespace: b")
                .problems())
        .containsExactly("FILE:4: namespace: is set twice, first in line 1");
  }

  @Test
  void section_with_a_value_and_value_with_keys_are_reported() throws Exception {
    assertThat(new ConfigFixture(dir, "poll: 10s", "namespace: [a]", "[a, b]: c").problems())
        .containsExactly(
            "FILE:1: poll: is a section: put its keys below it, indented",
            "FILE:2: namespace: must have a single value",
            "FILE:3: a key must be a single word");
    assertThat(new ConfigFixture(dir, "- namespace").problems())
        .containsExactly("FILE:1: must contain keys, such as namespace: keyframed");
  }

  @Test
  void recursive_yaml_alias_does_not_loop() throws Exception {
    assertThat(new ConfigFixture(dir, "poll: &poll", "  interval: 5s", "  more: *poll").problems())
        .containsExactly("FILE:3: poll.more: unknown key");
  }

  @Test
  void invalid_yaml_is_reported_with_its_line() throws Exception {
    assertThat(new ConfigFixture(dir, "namespace: a", "poll: interval: 10s").problems())
        .containsExactly("FILE:2: is not valid YAML: mapping values are not allowed here");
    assertThat(new ConfigFixture(dir, "poll:", "\tinterval: 10s").problems())
        .singleElement()
        .asString()
        .startsWith("FILE:2: is not valid YAML: found character '\\t(TAB)'");
    assertThat(new ConfigFixture(dir, "a: \u0000").problems())
        .containsExactly("FILE: is not valid YAML: special characters are not allowed");
  }

  @Test
  void unreadable_configuration_file_is_reported() throws Exception {
    Path missing = dir.resolve("missing.yaml");
    assertThatThrownBy(() -> ConfigurationLoader.load(missing, List.of(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(missing + ": file not found");

    Path binary = Files.write(dir.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0});
    assertThatThrownBy(() -> ConfigurationLoader.load(binary, List.of(), Map.of()))
        .hasMessage(binary + ": is not UTF-8 text");

    assertThatThrownBy(() -> ConfigurationLoader.load(dir, List.of(), Map.of()))
        .hasMessage(dir + ": cannot be read: Is a directory");
  }

  @Test
  void service_link_variables_of_container_platforms_are_ignored() throws Exception {
    ConfigFixture given =
        new ConfigFixture(dir)
            .env("KEYFRAMED_SERVICE_HOST", "10.0.0.1")
            .env("KEYFRAMED_SERVICE_PORT_HTTPS", "8443")
            .env("KEYFRAMED_PORT", "tcp://10.0.0.1:8443")
            .env("KEYFRAMED_PORT_8443_TCP_ADDR", "10.0.0.1")
            .env("KEYFRAMED_METRICS_SERVICE_HOST", "10.0.0.2")
            .env("KEYFRAMED_CALLBACK_PORT", "tcp://10.0.0.3:8443");

    assertThat(given.problems()).isEmpty();
    assertThat(given.env("KEYFRAMED_CALBACK_PORT", "8443").problems())
        .containsExactly(
            "environment: KEYFRAMED_CALBACK_PORT: unknown variable; did you mean KEYFRAMED_CALLBACK_PORT?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poll.interval=2m|poll.interval: must not be longer than poll.max_interval",
        "poll.overdue_after=24h|poll.overdue_after: must be shorter than poll.give_up_after",
        "poll.give_up_after=60m|poll.overdue_after: must be shorter than poll.give_up_after",
        "callback.tls.cert=pom.xml|callback.tls.cert: callback.tls.cert and callback.tls.key must be set together",
        "callback.tls.key=pom.xml|callback.tls.cert: callback.tls.cert and callback.tls.key must be set together",
        "frames.dir=pom.xml|frames.dir: is not a directory",
        "callback.public_url=|callback.public_url: is missing: set the URL at which the provider reaches the listener, or set callback.enabled to false",
      })
  void rules_between_keys_are_checked(String set, String problem) throws Exception {
    assertThat(new ConfigFixture(dir).set(set).problems()).containsExactly("--set: " + problem);
  }

  @Test
  void missing_callback_tls_files_are_reported() throws Exception {
    assertThat(
            new ConfigFixture(dir)
                .set("callback.tls.cert=/no/c", "callback.tls.key=/no/k")
                .problems())
        .containsExactly(
            "--set: callback.tls.cert: is not found or not readable by this user",
            "--set: callback.tls.key: is not found or not readable by this user");
  }

  @Test
  void callback_socket_is_refused_with_tls_or_in_an_unwritable_directory() throws Exception {
    String socket = "callback.host=unix:" + dir.resolve("callback.sock");

    assertThat(new ConfigFixture(dir).set(socket).load().callback().host()).startsWith("unix:/");
    assertThat(
            new ConfigFixture(dir)
                .set(socket, "callback.tls.cert=pom.xml", "callback.tls.key=pom.xml")
                .problems())
        .containsExactly(
            "--set: callback.host: is a Unix socket, which uses plain HTTP: remove"
                + " callback.tls and let the proxy use TLS");
    assertThat(new ConfigFixture(dir).set("callback.host=unix:/no/such/folder/a").problems())
        .containsExactly(
            "--set: callback.host: is a Unix socket whose directory is not found or not"
                + " writable: create it, or set another path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:", "unix:a.sock", "unix://", "unix:/a b", "/run/a.sock"})
  void callback_socket_with_relative_path_is_refused(String host) throws Exception {
    assertThat(new ConfigFixture(dir).set("callback.host=" + host).problems())
        .singleElement()
        .asString()
        .startsWith("--set: callback.host: ");
  }

  @Test
  void socket_is_refused_with_a_long_path_or_for_management() throws Exception {
    String longest = "unix:/" + "a".repeat(106);
    assertThat(new ConfigFixture(dir).set("callback.host=" + longest + "a").problems())
        .singleElement()
        .asString()
        .contains("callback.host: must be ");
    assertThat(new ConfigFixture(dir).set("management.host=unix:/run/a.sock").problems())
        .singleElement()
        .asString()
        .contains("management.host: must be a host name or an IP address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.minimax.io",
        "https://localhost",
        "https://a.LOCALHOST:1",
        "https://127.0.0.1:8080",
        "https://10.1.2.3",
        "https://192.168.0.1",
        "https://169.254.169.254",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "https://[::1]",
        "https://[fd00::1]",
        "https://[::ffff:127.0.0.1]",
        "https://2130706433",
      })
  void provider_and_callback_urls_must_be_public_https_unless_private_addresses_are_allowed(
      String url) throws Exception {
    ConfigFixture given =
        new ConfigFixture(dir).set("provider.base_url=" + url, "callback.public_url=" + url);

    assertThat(given.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("must be https with a public host"));
    assertThat(given.set("provider.allow_private_addresses=true").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.minimax.io",
        "ftp://api.minimax.io",
        "https://",
        "https:///v1",
        "https://user@api.minimax.io",
        "https://api.minimax.io?a=b",
        "https://api.minimax.io#a",
        "https://api.minimax.io:70000",
        "https://api minimax.io",
        "",
      })
  void malformed_web_url_is_refused(String url) throws Exception {
    assertThat(new ConfigFixture(dir).set("provider.base_url=" + url).problems())
        .containsExactly(
            "--set: provider.base_url: must be an http or https URL with a host, and without user, query"
                + " and fragment, is \""
                + url
                + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis", "http://localhost", "redis:localhost", "embedded ", ""})
  void redis_url_without_a_known_scheme_is_refused(String url) throws Exception {
    assertThat(new ConfigFixture(dir).set("redis.url=" + url).problems())
        .containsExactly(
            "--set: redis.url: must be embedded, or a redis://, rediss:// or unix:// URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://localhost:6379/1",
        "rediss://r.example.com",
        "unix:///run/redis.sock",
        "REDISS://r.example.com:6380"
      })
  void external_redis_is_configured_by_its_url(String url) throws Exception {
    assertThat(new ConfigFixture(dir).set("redis.url=" + url).load().redis().endpoint())
        .contains(RedisEndpoint.parse(url));
  }
}
