package dev.keyframed.service.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.Doubt;
import dev.keyframed.job.JobId;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.port.TroubleReporter.Party;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the troubles that the pages list with those that the store reports. */
class TroublesPageTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

  private final TroubleLists troubles = new TroubleLists();

  @Test
  void metrics_page_lists_the_troubles_of_the_account() {
    AccountTroubles account = new AccountTroubles(troubles);
    for (HoldReason hold : HoldReason.values()) {
      account.follow(account(hold, null), NOW, "nothing");
    }
    for (Cause cause : Cause.values()) {
      account.follow(account(null, new PassingTrouble(cause, "words", NOW)), NOW, "nothing");
    }

    assertThat(TroubleLists.listed(Party.PROVIDER))
        .containsExactlyInAnyOrderElementsOf(with(Party.PROVIDER, "queries_failing"));
    assertThat(TroubleLists.listed(Party.CALLBACK))
        .containsExactlyInAnyOrderElementsOf(with(Party.CALLBACK, "flooded"));
  }

  private static Account account(HoldReason hold, PassingTrouble trouble) {
    return new Account(
        0, Challenges.EACH, hold, "words", NOW, 9, NOW, null, 9, NOW, Doubt.NONE, trouble);
  }

  private Set<String> with(Party party, String other) {
    Set<String> reasons = new TreeSet<>(troubles.told(party));
    assertThat(reasons).isNotEmpty();
    assertThat(reasons.add(other)).isTrue();
    return reasons;
  }

  @Test
  void metrics_page_lists_the_trouble_of_forgotten_jobs() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      new OrphanReport(vertx, new Meters(new SimpleMeterRegistry()), troubles)
          .forgotten(new JobId("a"), new Attempt(1, "abc"), "77");
    } finally {
      vertx.close().await(10, SECONDS);
    }
    assertThat(troubles.told(Party.REDIS)).hasSize(1);
    assertThat(TroubleLists.listed(Party.REDIS)).containsAll(troubles.told(Party.REDIS));
  }
}
