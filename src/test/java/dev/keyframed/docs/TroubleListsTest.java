package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.TroubleReporter.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the two pages that list troubles; the packages that report them compare the first. */
class TroubleListsTest {
  @ParameterizedTest
  @EnumSource
  void metrics_and_operations_pages_list_the_same_troubles(Party with) {
    assertThat(TroubleLists.listedForOperators(with))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(TroubleLists.listed(with));
  }

  @Test
  void metrics_page_lists_troubles_only_with_known_parties() {
    assertThat(Page.of("metrics.md").section("Troubles").names("`with`"))
        .allSatisfy(label -> assertThat(Party.values()).extracting(Party::label).contains(label));
  }
}
