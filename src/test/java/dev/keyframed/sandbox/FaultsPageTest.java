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
  void provider_page_lists_every_fault_of_the_simulator_with_its_place() {
    Map<String, String> points = new TreeMap<>();
    for (Fault fault : Fault.values()) {
      points.put(fault.pattern(), fault.point.name().toLowerCase(Locale.ROOT));
    }
    Page page = Page.of("provider-api.md").section("Every fault");
    assertThat(page.table("fault").by("where")).isEqualTo(points);
  }
}
