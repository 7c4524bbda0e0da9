package dev.keyframed.adapter.minimax;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that only this package, and the simulator, know the provider's codes and JSON. */
class ProviderWordsTest {
  private static final Path MAIN = Path.of("src/main/java/dev/keyframed");
  private static final List<Path> KNOWING =
      List.of(MAIN.resolve("adapter/minimax"), MAIN.resolve("sandbox"));

  private static final Pattern FIELD =
      Pattern.compile(
          "\"(base_resp|status_code|status_msg|video_width|video_height|download_url"
              + "|backup_download_url|trace-id)\"");

  /** A code as a number of its own: not in an underlined number, nor of a text. */
  private static final Pattern CODE =
      Pattern.compile(
          Codes.known().stream()
              // 1024 and 1000 are round numbers too.
              .filter(code -> code != 1000 && code != 1024)
              .map(String::valueOf)
              .collect(joining("|", "(?<![\\w.])(", ")(?![\\w.])")));

  @Test
  void provider_codes_and_fields_are_found_where_they_belong() {
    assertThat(found(CODE, KNOWING.get(0))).isNotEmpty();
    assertThat(found(FIELD, KNOWING.get(0))).isNotEmpty();
  }

  @Test
  void provider_codes_and_fields_are_known_to_no_other_package() {
    assertThat(elsewhere(CODE)).isEmpty();
    assertThat(elsewhere(FIELD)).isEmpty();
  }

  private static List<String> elsewhere(Pattern wanted) {
    return found(wanted, MAIN).stream()
        .filter(found -> KNOWING.stream().noneMatch(folder -> found.startsWith(folder + "/")))
        .toList();
  }

  private static List<String> found(Pattern wanted, Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> wanted.matcher(text(file)).results().map(at -> file + ": " + group(at)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String group(MatchResult result) {
    return result.group(1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
