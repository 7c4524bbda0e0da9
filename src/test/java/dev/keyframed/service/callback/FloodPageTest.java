package dev.keyframed.service.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.port.TroubleReporter.Party;
import org.junit.jupiter.api.Test;

class FloodPageTest {
  @Test
  void flood_is_a_trouble_of_the_pages() {
    assertThat(TroubleLists.listed(Party.CALLBACK)).contains(FloodReport.REASON);
  }
}
