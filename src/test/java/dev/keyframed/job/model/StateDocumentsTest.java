package dev.keyframed.job.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the states and events of the architecture page against the exploration. */
class StateDocumentsTest {
  private static final Path PAGE = Path.of("src/docs/architecture.md");

  private static ExploredTransitions seen;

  @BeforeAll
  static void explore() {
    seen = ExploredTransitions.explored();
  }

  @Test
  void architecture_page_draws_every_explored_transition() throws Exception {
    assertShown("states", new StateDocuments(seen).drawing());
  }

  @Test
  void architecture_page_lists_the_explored_events() throws Exception {
    assertShown("events", new StateDocuments(seen).table());
  }

  @ParameterizedTest
  @EnumSource
  void next_states_are_exactly_the_explored_ones(State state) {
    Set<State> after = EnumSet.noneOf(State.class);
    seen.events().forEach(event -> after.addAll(seen.after(state, event)));
    after.remove(state);

    assertThat(state.next()).isEqualTo(after);
  }

  /** Compares the text between two marks; with {@code -Ddocs.write=true} replaces it. */
  private static void assertShown(String mark, String wanted) throws Exception {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + mark + ":begin -->\n";
    String end = "<!-- " + mark + ":end -->";
    assertThat(page).contains(begin, end);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    if (Boolean.getBoolean("docs.write")) {
      Path unused = Files.writeString(PAGE, page.substring(0, from) + wanted + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to))
        .as("%s of %s: write them anew with -Ddocs.write=true", mark, PAGE)
        .isEqualTo(wanted);
  }
}
