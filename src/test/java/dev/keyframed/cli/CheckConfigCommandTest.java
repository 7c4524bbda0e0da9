package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests {@code check-config} on a configuration laid out as by the package, with its secrets beside
 * it.
 */
class CheckConfigCommandTest {
  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void writeConfiguration() throws Exception {
    file =
        Files.writeString(
            dir.resolve("keyframed.yaml"),
            "callback: {public_url: 'https://k.example.com', host: 'unix:/run/nobody-made-it/s'}");
    Files.writeString(dir.resolve("provider.api_key"), "sandbox-key\n");
    Files.writeString(dir.resolve("callback.secret"), "0123456789abcdef0123456789abcdef\n");
  }

  @Test
  void check_config_names_sources_of_secrets_and_unchecked_values() {
    Answer answer = CommandFixture.runAlone("check-config", "--config", file.toString());

    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("api_key: \"***\"  # " + dir.resolve("provider.api_key"))
        .doesNotContain("sandbox-key");
    assertThat(answer.err())
        .isEqualToIgnoringNewLines(
            "not checked: callback.host: whether the daemon may write to /run/nobody-made-it");
  }

  @Test
  void missing_secret_is_a_configuration_mistake() throws Exception {
    Files.delete(dir.resolve("callback.secret"));

    Answer answer = CommandFixture.runAlone("check-config", "--config", file.toString());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("callback.secret: is missing").doesNotContain("api_key");
  }
}
