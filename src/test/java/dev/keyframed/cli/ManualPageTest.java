package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ManualPageTest {
  private static final Path PAGE = Path.of("src/deb/keyframed.1");

  @Test
  void manual_page_lists_the_commands_in_the_order_of_the_help() throws Exception {
    String page = Files.readString(PAGE);
    String commands =
        page.substring(page.indexOf("\n.SH COMMANDS\n"), page.indexOf("\n.SH \"EXIT STATUS\"\n"));

    List<String> named =
        Pattern.compile("\n\\.B (.+)")
            .matcher(commands)
            .results()
            .map(line -> line.group(1).replace("\\-", "-"))
            .toList();

    assertThat(named).containsExactlyElementsOf(Main.commandLine().getSubcommands().keySet());
  }
}
