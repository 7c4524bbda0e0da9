package dev.keyframed.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  private static final String UP_TWO = "\r\033[2A\033[J";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintWriter out = new PrintWriter(screen, true, UTF_8);
  private int columns = 20;

  @Test
  void live_lines_are_redrawn_in_place_and_cut_before_the_last_column() {
    LiveLines lines = lines(true);
    lines.show(List.of("0123456789012345678901", "b"));
    lines.show(List.of("c", "d"));
    assertThat(shown()).isEqualTo("0123456789012345678\nb\n" + UP_TWO + "c\nd\n");
  }

  @Test
  void live_lines_wrapped_by_a_narrowed_terminal_are_erased_completely() {
    LiveLines lines = lines(true);
    lines.show(List.of("0123456789", "b"));
    columns = 4;
    lines.show(List.of("c", "d"));
    assertThat(shown()).isEqualTo("0123456789\nb\n\r\033[4A\033[Jc\nd\n");
  }

  @Test
  void log_line_written_in_parts_stays_above_the_live_lines() {
    LiveLines lines = lines(true);
    PrintStream log = lines.above(new PrintStream(screen, true, UTF_8));
    lines.show(List.of("a", "b"));
    log.print("WARN half");
    lines.show(List.of("a", "b"));
    log.print(" and half\n");
    lines.show(List.of("a", "b"));
    assertThat(shown()).isEqualTo("a\nb\n" + UP_TWO + "WARN half and half\na\nb\n");
  }

  @Test
  void kept_live_lines_are_not_erased_by_later_output() {
    LiveLines lines = lines(true);
    lines.show(List.of("a", "b"));
    lines.keepLines();
    lines.say(out, "done");
    assertThat(shown()).isEqualTo("a\nb\ndone\n");
  }

  @Test
  void live_lines_print_only_new_uncut_lines_without_a_terminal() {
    LiveLines lines = lines(false);
    lines.show(List.of("0123456789012345678901", "b"));
    lines.say(out, "said");
    lines.show(List.of("0123456789012345678901", "c"));
    assertThat(shown()).isEqualTo("0123456789012345678901\nb\nsaid\nc\n");
  }

  private LiveLines lines(boolean terminal) {
    return new LiveLines(out, terminal, () -> columns);
  }

  private String shown() {
    out.flush();
    return screen.toString(UTF_8);
  }
}
