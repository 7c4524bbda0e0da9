package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.docs.Page;
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

/** Reads what the pages tell people to type, as it stands there. */
class PageCommandsTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "KEYFRAMED_PROVIDER_API_KEY", "sandbox-key",
          "KEYFRAMED_CALLBACK_SECRET", "a-secret-of-this-test-and-no-other");

  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?:sudo )?(?:java -jar target/keyframed.jar|keyframed) (.*)$");

  @TempDir Path dir;

  @ParameterizedTest
  @MethodSource
  void documented_command_is_parsed(String line) {
    assertThatCode(() -> Main.commandLine().parseArgs(words(line)))
        .as(line)
        .doesNotThrowAnyException();
  }

  static Stream<String> documented_command_is_parsed() {
    List<String> found = new ArrayList<>();
    for (Page page : pages()) {
      for (String block : page.blocks("sh")) {
        Matcher each = COMMAND.matcher(block.replaceAll("\\\\\n *", ""));
        while (each.find()) {
          found.add(each.group(1).replaceFirst(" +#.*", ""));
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(20);
    return found.stream();
  }

  private static List<Page> pages() {
    List<Page> pages = new ArrayList<>(Page.all());
    pages.add(Page.readme());
    return pages;
  }

  @ParameterizedTest
  @MethodSource
  void documented_configuration_is_complete(String yaml) throws Exception {
    // Certificates and folders are the reader's own.
    Path own = Files.writeString(dir.resolve("own.pem"), "");
    String here =
        yaml.replaceAll("/etc/keyframed/[\\w.-]+", own.toString())
            .replaceAll("/(?:run|var/lib)/keyframed", dir.toString());
    Path file = Files.writeString(dir.resolve("keyframed.yaml"), here);

    assertThatCode(() -> ConfigurationLoader.load(file, List.of(), SECRETS))
        .as(yaml)
        .doesNotThrowAnyException();
  }

  static Stream<String> documented_configuration_is_complete() {
    List<String> found = new ArrayList<>(examples().blocks("yaml"));
    found.addAll(Page.of("operations.md").section("Install the package").blocks("yaml"));
    found.addAll(
        Page.of("operations.md").section("The simulator beside the package").blocks("yaml"));
    assertThat(found).hasSizeGreaterThan(5);
    return found.stream();
  }

  private static Page examples() {
    return Page.of("configuration.md").section("Examples");
  }

  @Test
  void operations_and_configuration_pages_show_the_same_minimal_configuration() {
    assertThat(Page.of("operations.md").section("Install the package").blocks("yaml"))
        .isEqualTo(examples().section("The least").blocks("yaml"));
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
