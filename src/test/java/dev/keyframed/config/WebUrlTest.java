package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests URLs and API keys as users paste them. */
class WebUrlTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "HTTPS://api.minimax.io/, https://api.minimax.io",
    "Https://api.minimax.io:443/gateway//, https://api.minimax.io:443/gateway",
    "https://[2606:4700:4700::1111]:8443, https://[2606:4700:4700::1111]:8443",
    "https://[64:ff9b::1.1.1.1], https://[64:ff9b::1.1.1.1]",
    "https://8.8.8.8, https://8.8.8.8"
  })
  void public_url_is_accepted_in_any_case_of_its_scheme(String text, String read) throws Exception {
    Configuration configuration =
        new ConfigFixture(directory)
            .set("provider.base_url=" + text, "callback.public_url=" + text)
            .load();

    assertThat(configuration.provider().baseUrl()).hasToString(read);
    assertThat(configuration.callback().publicUrl().orElseThrow()).hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://192.0.2.1",
        "https://198.18.0.1",
        "https://203.0.113.9",
        "https://240.0.0.1",
        "https://[2001:db8::1]",
        "https://[64:ff9b::10.0.0.1]",
        "https://[2002:7f00:1::]",
        "https://[fe80::1]",
        "https://[ff02::1]",
        "https://gateway",
        "https://printer.local",
        "https://api.internal."
      })
  void url_of_a_host_that_is_not_public_is_refused(String url) throws Exception {
    ConfigFixture given =
        new ConfigFixture(directory).set("provider.base_url=" + url, "callback.public_url=" + url);

    assertThat(given.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("must be https with a public host"));
    assertThat(given.set("provider.allow_private_addresses=true").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.minimax.io/v1",
        "https://api.minimax.io/v1/",
        "https://api.minimax.io/V1/video_generation",
        "https://gateway.example.com/minimax/v1/query"
      })
  void base_url_with_the_api_version_is_refused(String url) throws Exception {
    assertThat(new ConfigFixture(directory).set("provider.base_url=" + url).problems())
        .containsExactly(
            "--set: provider.base_url: must end before /v1: keyframed adds that itself");
  }

  @Test
  void base_url_with_a_path_similar_to_the_version_is_accepted() throws Exception {
    String url = "https://gateway.example.com/v10/minimax-v1";

    assertThat(new ConfigFixture(directory).set("provider.base_url=" + url).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://[fe80::1%25eth0]",
        "https://api.minimax.io:0",
        "https://127.1",
        "https://0x7f.1"
      })
  void web_url_with_zone_port_zero_or_numeric_host_is_refused(String url) throws Exception {
    assertThat(new ConfigFixture(directory).set("provider.base_url=" + url).problems())
        .singleElement()
        .asString()
        .startsWith("--set: provider.base_url: must be an http or https URL with a host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sk-the-key\"",
        "'sk-the-key'",
        "`sk-the-key`",
        "sk-the-key\"",
        "Bearer sk-the-key",
        "bearer:sk-the-key",
        "Authorization:sk-the-key",
        "$MINIMAX_API_KEY",
        "<your-key>",
        "sk the key"
      })
  void api_key_with_extra_characters_is_refused_and_not_shown(String key) throws Exception {
    assertThat(new ConfigFixture(directory).env("KEYFRAMED_PROVIDER_API_KEY", key).problems())
        .containsExactly(
            "environment: provider.api_key: must be the bare key: visible ASCII characters without"
                + " spaces, without quotes around it and without Bearer before it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-api-Ab_9.=/+", "eyJhbGciOi.eyJHcm91cCI6.c2ln-_", "bearerless"})
  void api_key_of_any_usual_form_is_accepted(String key) throws Exception {
    assertThat(new ConfigFixture(directory).env("KEYFRAMED_PROVIDER_API_KEY", key).problems())
        .isEmpty();
  }
}
