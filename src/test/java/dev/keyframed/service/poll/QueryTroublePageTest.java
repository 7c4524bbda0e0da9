package dev.keyframed.service.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.TroubleReporter.Party;
import org.junit.jupiter.api.Test;

class QueryTroublePageTest {
  @Test
  void metrics_page_lists_the_trouble_of_failing_queries() {
    TroubleLists troubles = new TroubleLists();
    QueryTrouble queries = new QueryTrouble(troubles);
    for (int failed = 0; failed < 10; failed++) {
      queries.record(new ServiceTrouble(ServiceTrouble.TroubleKind.PASSING, 1000, "unknown error"));
    }
    assertThat(troubles.told(Party.PROVIDER)).hasSize(1);
    assertThat(TroubleLists.listed(Party.PROVIDER)).containsAll(troubles.told(Party.PROVIDER));
  }
}
