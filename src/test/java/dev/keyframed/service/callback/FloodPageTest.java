package dev.keyframed.service.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.port.TroubleReporter.Party;
import org.junit.jupiter.api.Test;

class FloodPageTest {
  @Test
  void metrics_page_lists_the_trouble_of_a_flood() {
    assertThat(TroubleLists.listed(Party.CALLBACK)).contains(FloodReport.REASON);
  }
}
