package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares the faults that the provider's page lists with those that can be played. */
class FaultsPageTest {
  @Test
  void faults_of_the_page_are_those_of_the_simulator_where_they_arise() {
    Map<String, String> points = new TreeMap<>();
    for (Fault fault : Fault.values()) {
      points.put(fault.pattern(), fault.point.name().toLowerCase(Locale.ROOT));
    }
    Page page = Page.of("provider-api.md").section("Every fault");
    assertThat(page.table("fault").by("where")).isEqualTo(points);
  }
}
