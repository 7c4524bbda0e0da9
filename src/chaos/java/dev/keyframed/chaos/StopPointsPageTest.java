package dev.keyframed.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.docs.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares what the page of tests says of the harness with the harness. */
class StopPointsPageTest {
  private static final Page PAGE = Page.of("testing.md").section("The harness");

  @Test
  void testing_page_lists_the_stop_points_of_the_harness() {
    Table table = PAGE.section("Stop points").table("port");
    List<String> points = new ArrayList<>();
    for (List<String> row : table.rows()) {
      for (String call : Table.codes(row.get(1))) {
        points.add(row.get(0) + "." + call + ":before");
        points.add(row.get(0) + "." + call + ":after");
      }
    }
    assertThat(points).containsExactlyInAnyOrderElementsOf(StopPoints.all());
    assertThat(PAGE.text()).contains("That is " + points.size() + " stop points");
  }

  @Test
  void testing_page_has_the_number_of_faults_of_the_harness() {
    assertThat(PAGE.text()).contains("by " + ChaosPlan.FAULTS.split(",", -1).length + " faults");
  }
}
