package dev.keyframed.job.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the page of tests says of the exploration with the exploration. */
class ProofPageTest {
  private static final Page PAGE = Page.of("testing.md").section("The exhaustive exploration");

  @Test
  void testing_page_lists_the_rules_of_the_exploration() {
    assertThat(PAGE.names("rule"))
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(Rule::name).toList());
  }

  @Test
  void testing_page_lists_the_planted_mistakes_with_the_rules_they_break() {
    Map<String, String> breaks = new TreeMap<>();
    for (PlantedMistake mistake : PlantedMistake.values()) {
      breaks.put(mistake.name(), "`" + mistake.rule().name() + "`");
    }
    assertThat(PAGE.section("Planted mistakes").table("mistake").by("rule it breaks"))
        .isEqualTo(breaks);
  }
}
