package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.e2e.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the commands of the README exactly as they are printed there. */
class ReadmeCommandsTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "KEYFRAMED_PROVIDER_API_KEY", "sandbox-key",
          "KEYFRAMED_CALLBACK_SECRET", "a-secret-of-this-test-and-no-other");

  @TempDir Path dir;

  @ParameterizedTest
  @MethodSource
  void command_of_the_readme_is_understood(String line) {
    assertThatCode(() -> Main.commandLine().parseArgs(words(line)))
        .as(line)
        .doesNotThrowAnyException();
  }

  static Stream<String> command_of_the_readme_is_understood() throws IOException {
    Pattern command =
        Pattern.compile("(?m)^(?:sudo )?(?:java -jar target/keyframed.jar|keyframed) (.*)$");
    List<String> found = new ArrayList<>();
    for (String block : Readme.blocks("sh")) {
      Matcher each = command.matcher(block.replaceAll("\\\\\n *", ""));
      while (each.find()) {
        found.add(each.group(1).replaceFirst(" +#.*", ""));
      }
    }
    assertThat(found).hasSizeGreaterThan(2);
    return found.stream();
  }

  @Test
  void least_configuration_of_the_readme_is_a_whole_one() throws Exception {
    String least =
        Readme.blocks("yaml").stream()
            .filter(block -> block.contains("callback.tls") || block.contains("tls:"))
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(dir.resolve("keyframed.yaml"), least);
    // The reader brings the certificate.
    List<String> there =
        List.of("callback.tls.cert=" + file, "callback.tls.key=" + file, "data_dir=" + dir);

    assertThat(ConfigurationLoader.load(file, there, SECRETS).callback().tls()).isPresent();
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group().replaceAll("^[\"']|[\"']$", ""));
    }
    return words.toArray(String[]::new);
  }
}
