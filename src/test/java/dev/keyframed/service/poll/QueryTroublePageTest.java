package dev.keyframed.service.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.TroubleReporter.Party;
import org.junit.jupiter.api.Test;

class QueryTroublePageTest {
  @Test
  void queries_that_fail_in_a_row_are_a_trouble_of_the_pages() {
    TroubleLists troubles = new TroubleLists();
    QueryTrouble queries = new QueryTrouble(troubles);
    for (int failed = 0; failed < 10; failed++) {
      queries.record(new ServiceTrouble(ServiceTrouble.TroubleKind.PASSING, 1000, "unknown error"));
    }
    assertThat(troubles.told(Party.PROVIDER)).hasSize(1);
    assertThat(TroubleLists.listed(Party.PROVIDER)).containsAll(troubles.told(Party.PROVIDER));
  }
}
