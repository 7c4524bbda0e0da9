package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the commands and options that the pages list with those that are understood. */
class CommandsPageTest {
  private static final Page COMMANDS = Page.of("jobs-and-results.md").section("Commands");
  private static final Set<String> OF_ALL = Set.of("--help", "--version");

  @Test
  void jobs_page_lists_every_command() {
    assertThat(firstWords(COMMANDS.names("command")))
        .isEqualTo(new TreeSet<>(Main.commandLine().getSubcommands().keySet()));
  }

  @Test
  void jobs_page_lists_every_option_of_submit() {
    Set<String> shown = firstWords(COMMANDS.section("`submit`").names("option"));
    shown.addAll(firstWords(COMMANDS.names("option of all of them")));
    shown.add("--wait"); // which stands among the commands

    assertThat(options("submit")).isEqualTo(shown);
  }

  @Test
  void provider_page_lists_every_option_of_the_simulator() {
    Page page = Page.of("provider-api.md").section("The simulator");

    assertThat(options("sandbox")).isEqualTo(firstWords(page.names("option")));
  }

  private static Set<String> options(String command) {
    return Main.commandLine().getSubcommands().get(command).getCommandSpec().options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--") && !OF_ALL.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> firstWords(List<String> codes) {
    return codes.stream()
        .filter(code -> !code.startsWith("source "))
        .map(code -> code.split(" ", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
