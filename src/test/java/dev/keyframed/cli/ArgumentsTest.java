package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.cli.CommandFixture.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest extends CommandTestBase {
  private static final String LOST = "L\ufffd\ufffdwe";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "--prompt,--prompt",
    "--prompt=,--prompt",
    "--id,--id",
    "--metadata=,--metadata",
    "--first-frame,--first-frame",
    "--config=,--config",
    "--not-before=,--not-before",
    "--max-attempts=,--max-attempts"
  })
  void job_is_not_enqueued_when_an_argument_cannot_be_decoded(String option, String named) {
    Answer answer =
        option.endsWith("=")
            ? fixture.run("submit", "--last-frame=https://example.com/b.png", option + LOST)
            : fixture.run("submit", "--last-frame=https://example.com/b.png", option, LOST);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("keyframed: " + named + " cannot be read: ")
        .contains("nothing was done")
        .hasLineCount(1);
    assertThat(fixture.run("stats", "--json").json().getLong("waiting")).isZero();
  }

  @Test
  void undecodable_argument_is_found_in_argument_file() throws Exception {
    Path file = Files.writeString(dir.resolve("arguments"), "--prompt\n" + LOST + "\n");

    Answer answer = fixture.run("submit", "--last-frame=https://example.com/b.png", "@" + file);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("keyframed: --prompt cannot be read: ");
  }

  @Test
  void command_refuses_undecodable_arguments() {
    Answer answer = fixture.run("status", LOST);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("keyframed: argument 2 cannot be read: ");
  }

  @Test
  void refusal_names_the_locale_and_the_variable_to_set() {
    assertThat(Arguments.fault(List.of("--prompt", LOST), "ANSI_X3.4-1968"))
        .isEqualTo(
            "--prompt cannot be read: it has characters that this shell's locale (ANSI_X3.4-1968)"
                + " does not have; nothing was done. Set LC_ALL=C.UTF-8 and try again");
    assertThat(Arguments.fault(List.of("a", LOST), "UTF-8"))
        .startsWith("argument 2 cannot be read: it is not UTF-8");
    assertThat(Arguments.fault(List.of("--prompt", "Löwe, 日本 😀"), "UTF-8")).isNull();
  }
}
