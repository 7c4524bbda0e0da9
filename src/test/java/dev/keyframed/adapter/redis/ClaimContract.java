package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.PLENTY;
import static dev.keyframed.adapter.redis.StoredJobFixture.PRICE;
import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.claimed;
import static dev.keyframed.adapter.redis.StoredJobFixture.now;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Doubt;
import dev.keyframed.job.Job;
import dev.keyframed.job.PassingTrouble;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.ClaimLimits;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.NamespaceStats;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specifies the limits of a namespace and its account, for every {@link JobStore}. */
abstract class ClaimContract extends StoreContract {
  @Test
  void concurrent_claims_never_exceed_the_in_flight_limit() throws Exception {
    ClaimLimits three = new ClaimLimits(60_000_000, 3, -1);
    List<Future<StoreResult>> claims = claimAll(12, three);
    assertThat(claims.stream().filter(claim -> claim.result() instanceof StoreResult.Stored))
        .hasSize(3);
    assertThat(claims)
        .filteredOn(claim -> !(claim.result() instanceof StoreResult.Stored))
        .allMatch(
            claim ->
                claim.result().equals(new StoreResult.Wait(Duration.ofSeconds(1), "in_flight")));
  }

  @Test
  void concurrent_claims_never_exceed_the_budget() throws Exception {
    ClaimLimits two = new ClaimLimits(60_000_000, 100, 2 * PRICE + 1);
    List<Future<StoreResult>> claims = claimAll(6, two);
    assertThat(claims.stream().filter(claim -> claim.result() instanceof StoreResult.Stored))
        .hasSize(2);
    assertThat(waits(claims))
        .extracting(StoreResult.Wait::reason)
        .containsOnly("budget")
        .hasSize(4);
    assertThat(get(store().census(StoredJobFixture.LONG)).exposure()).isEqualTo(2 * PRICE);
  }

  @Test
  void spend_of_today_counts_against_the_budget() throws Exception {
    Job job = admitted(queued("a"));
    ClaimLimits one = new ClaimLimits(60_000_000, 100, 2 * PRICE - 1);
    Job claimed = ((StoreResult.Stored) get(store().claim(job, claimed(job), one))).job();
    Job spent =
        changed(
            failed(claimed),
            draft -> {
              draft.reserved = 0;
              draft.spent = PRICE;
            });
    assertThat(stored(claimed, spent).spent()).isEqualTo(PRICE);
    NamespaceStats census = get(store().census(StoredJobFixture.LONG));
    assertThat(census.exposure()).isZero();
    assertThat(census.spentToday()).isEqualTo(PRICE);
    Job next = admitted(queued("b"));
    assertThat(get(store().claim(next, claimed(next), one))).isInstanceOf(StoreResult.Wait.class);
  }

  @Test
  void price_taken_back_on_another_day_leaves_no_negative_spend() throws Exception {
    Job job = admitted(queued("a"));
    change(job, changed(failed(job), draft -> draft.spent = -PRICE));
    assertThat(get(store().census(StoredJobFixture.LONG)).spentToday()).isZero();
  }

  @Test
  void rate_limit_grants_one_of_concurrent_claims_and_returns_the_wait_to_the_others()
      throws Exception {
    List<Future<StoreResult>> claims = claimAll(5, new ClaimLimits(1, 100, -1));
    assertThat(claims.stream().filter(claim -> claim.result() instanceof StoreResult.Stored))
        .hasSize(1);
    assertThat(waits(claims))
        .hasSize(4)
        .allMatch(wait -> wait.reason().equals("rate"))
        .allMatch(wait -> wait.delay().toSeconds() > 50 && wait.delay().toSeconds() <= 60);
  }

  private List<Future<StoreResult>> claimAll(int jobs, ClaimLimits limits) throws Exception {
    List<Job> ready = new ArrayList<>();
    for (int at = 0; at < jobs; at++) {
      ready.add(admitted(queued("job" + at)));
    }
    List<Future<StoreResult>> claims =
        ready.stream().map(job -> store().claim(job, claimed(job), limits)).toList();
    assertThat(get(Future.join(claims)).succeeded()).isTrue();
    return claims;
  }

  private static List<StoreResult.Wait> waits(List<Future<StoreResult>> claims) {
    return claims.stream()
        .map(Future::result)
        .filter(StoreResult.Wait.class::isInstance)
        .map(StoreResult.Wait.class::cast)
        .toList();
  }

  @Test
  void claim_is_refused_while_the_account_is_paused_by_an_operator() throws Exception {
    Job job = admitted(queued("a"));
    Account paused = Account.NEW.after(new AccountEvent.Paused(true), now());
    assertThat(get(store().swapAccount(Account.NEW, paused))).isTrue();
    assertThat(get(store().claim(job, claimed(job), PLENTY)))
        .isEqualTo(new StoreResult.Wait(Duration.ofSeconds(1), "hold"));
    Account account = get(store().account());
    assertThat(
            get(store().swapAccount(account, account.after(new AccountEvent.Paused(false), now()))))
        .isTrue();
    assertThat(get(store().claim(job, claimed(job), PLENTY)))
        .isInstanceOf(StoreResult.Stored.class);
  }

  @Test
  void claim_is_refused_until_the_pause_of_the_account_ends() throws Exception {
    Job job = admitted(queued("a"));
    Account paused = pausedUntil(Account.HoldReason.BALANCE, now().plusSeconds(100));
    assertThat(get(store().swapAccount(Account.NEW, paused))).isTrue();
    StoreResult.Wait wait = (StoreResult.Wait) get(store().claim(job, claimed(job), PLENTY));
    assertThat(wait.reason()).isEqualTo("hold");
    assertThat(wait.delay().toSeconds()).isBetween(80L, 100L);
  }

  @Test
  void account_pause_by_a_clock_ahead_is_cut_to_the_longest_pause() throws Exception {
    Job job = admitted(queued("a"));
    Account paused = pausedUntil(Account.HoldReason.BALANCE, now().plusSeconds(86_400));
    assertThat(get(store().swapAccount(Account.NEW, paused))).isTrue();
    StoreResult.Wait wait = (StoreResult.Wait) get(store().claim(job, claimed(job), PLENTY));
    assertThat(wait.delay().toMinutes()).isEqualTo(11);
    assertThat(get(store().account()).pauseUntil()).isBefore(now().plusSeconds(700));
  }

  @Test
  void claim_lease_by_a_clock_behind_does_not_end_at_once() throws Exception {
    Job job = admitted(queued("a"));
    Job claimed =
        changed(
            claimed(job),
            draft -> {
              draft.submittedAt = now().minusSeconds(3600);
              draft.due = now().minusSeconds(3540);
            });
    assertThat(get(store().claim(job, claimed, PLENTY))).isInstanceOf(StoreResult.Stored.class);
    assertThat(get(store().due(DueQueue.SCANNER, 9, Duration.ofSeconds(9)))).isEmpty();
  }

  @Test
  void held_account_is_probed_by_one_claim_at_a_time() throws Exception {
    Account held = pausedUntil(Account.HoldReason.KEY, now().minusSeconds(1));
    assertThat(get(store().swapAccount(Account.NEW, held))).isTrue();
    List<Future<StoreResult>> claims = claimAll(3, PLENTY);
    assertThat(claims.stream().filter(claim -> claim.result() instanceof StoreResult.Stored))
        .hasSize(1);
    assertThat(waits(claims)).extracting(StoreResult.Wait::reason).containsExactly("hold", "hold");
    Account account = get(store().account());
    assertThat(account.version()).isEqualTo(2);
    assertThat(account.pauseUntil()).isAfter(now());
  }

  private static Account pausedUntil(Account.HoldReason hold, Instant until) {
    return new Account(
        0,
        Account.Challenges.EACH,
        hold,
        "no",
        now(),
        1,
        now(),
        until,
        2,
        now().plusSeconds(9),
        new Doubt(1, 2, now()),
        new PassingTrouble(PassingTrouble.Cause.UNREADABLE, "an unreadable answer", now()));
  }

  @Test
  void only_one_of_two_concurrent_account_changes_is_stored() throws Exception {
    assertThat(get(store().account())).isEqualTo(Account.NEW);
    Account one = pausedUntil(Account.HoldReason.KEY, now());
    Future<Boolean> first = store().swapAccount(Account.NEW, one);
    Future<Boolean> second = store().swapAccount(Account.NEW, Account.NEW);
    assertThat(List.of(get(first), get(second))).containsExactlyInAnyOrder(true, false);
    assertThat(get(store().account()).version()).isEqualTo(1);
    assertThat(get(store().head()).account()).isEqualTo(get(store().account()));
    if (get(first)) {
      assertThat(get(store().account()))
          .usingRecursiveComparison()
          .ignoringFields("version")
          .isEqualTo(one);
    }
  }
}
