package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final AccountEvent CHALLENGED = new AccountEvent.CreationAccepted(true, true);
  private static final AccountEvent UNCHALLENGED = new AccountEvent.CreationAccepted(true, false);
  private static final AccountEvent WITHOUT_CALLBACK =
      new AccountEvent.CreationAccepted(false, false);
  private static final AccountEvent NO_KEY =
      new AccountEvent.HoldReported(HoldReason.KEY, "login fail", NOW.plusSeconds(1));
  private static final AccountEvent PAUSED = new AccountEvent.Paused(true);

  @Test
  void missing_vote_proves_nothing_before_the_first_challenge() {
    assertThat(Account.NEW.isChallengeExpected(NOW)).isFalse();
    assertThat(after(CHALLENGED).isChallengeExpected(NOW)).isTrue();
    assertThat(after(WITHOUT_CALLBACK).challenges()).isEqualTo(Challenges.UNKNOWN);
  }

  @Test
  void missing_vote_proves_nothing_after_one_unchallenged_creation() {
    assertThat(after(CHALLENGED, UNCHALLENGED, CHALLENGED).challenges())
        .isEqualTo(Challenges.NOT_EACH);
    assertThat(after(UNCHALLENGED, CHALLENGED).isChallengeExpected(NOW)).isFalse();
  }

  @Test
  void missing_vote_proves_nothing_after_a_voided_attempt_was_a_task() {
    Account account = after(CHALLENGED, new AccountEvent.ChallengeMissing(), CHALLENGED);
    assertThat(account.challenges()).isEqualTo(Challenges.NOT_EACH);
  }

  @Test
  void account_stays_the_same_instance_when_nothing_changes() {
    Account account = after(CHALLENGED);
    assertThat(account.after(CHALLENGED, NOW)).isSameAs(account);
    assertThat(account.after(new AccountEvent.Paused(false), NOW)).isSameAs(account);
  }

  @Test
  void hold_lasts_until_a_creation_succeeds() {
    Account held = after(NO_KEY);
    assertThat(held.hold()).isEqualTo(HoldReason.KEY);
    assertThat(held.holdMessage()).isEqualTo("login fail");
    assertThat(held.pauseUntil()).isAfter(NOW);
    Account again = held.after(NO_KEY, NOW.plusSeconds(60));
    assertThat(again.holdSince()).isEqualTo(NOW);
    assertThat(again.consecutiveFailures()).isEqualTo(2);
    assertThat(again.pauseUntil()).isAfter(held.pauseUntil());
    Account well = again.after(CHALLENGED, NOW.plusSeconds(120));
    assertThat(well.hold()).isNull();
    assertThat(well.holdMessage()).isNull();
    assertThat(well.pauseUntil()).isNull();
    assertThat(well.consecutiveFailures()).isZero();
  }

  @Test
  void successful_query_ends_only_a_hold_of_the_key() {
    AccountEvent accepted = new AccountEvent.KeyAccepted();
    Account free = after(NO_KEY, accepted);
    assertThat(free.hold()).isNull();
    assertThat(free.pauseUntil()).isNull();
    assertThat(after(PAUSED, accepted).hold()).isEqualTo(HoldReason.PAUSED);
    AccountEvent noBalance =
        new AccountEvent.HoldReported(HoldReason.BALANCE, "insufficient balance", null);
    assertThat(after(noBalance, accepted).hold()).isEqualTo(HoldReason.BALANCE);
  }

  @Test
  void operator_pause_outlasts_every_answer_of_the_provider() {
    assertThat(after(PAUSED, NO_KEY, CHALLENGED).hold()).isEqualTo(HoldReason.PAUSED);
    assertThat(after(PAUSED, new AccountEvent.Paused(false)).hold()).isNull();
  }

  @Test
  void transient_failure_never_shortens_the_pause_of_a_hold() {
    Account held = after(NO_KEY);
    Account struck = held.after(struck(NOW), NOW);
    assertThat(struck.pauseUntil()).isAfterOrEqualTo(held.pauseUntil());
    assertThat(struck.hold()).isEqualTo(HoldReason.KEY);
  }

  @Test
  void wave_of_open_creations_counts_as_one_failure() {
    AccountEvent before = struck(NOW.minusSeconds(5));
    Account struck = after(before);
    assertThat(struck.consecutiveFailures()).isEqualTo(1);
    assertThat(struck.after(before, NOW.plusSeconds(1))).isSameAs(struck);
    assertThat(struck.after(struck(NOW.plusSeconds(1)), NOW.plusSeconds(2)).consecutiveFailures())
        .isEqualTo(2);
    assertThat(
            after(NO_KEY)
                .after(new AccountEvent.HoldReported(HoldReason.KEY, "?", null), NOW)
                .consecutiveFailures())
        .isEqualTo(1);
  }

  @Test
  void next_callback_probe_is_put_off_after_a_probe() {
    Account probing = after(new AccountEvent.CallbackProbed());
    assertThat(probing.probeCallbackAt()).isAfter(NOW);
    assertThat(probing.after(CHALLENGED, NOW).isCallbackLost()).isFalse();
  }

  @Test
  void callbacks_are_given_up_after_three_failed_echoes_until_one_succeeds() {
    AccountEvent failed = new AccountEvent.EchoFailed();
    assertThat(after(failed, failed).isCallbackLost()).isFalse();
    Account lost = after(failed, failed, failed);
    assertThat(lost.isCallbackLost()).isTrue();
    assertThat(lost.probeCallbackAt()).isAfter(NOW);
    assertThat(lost.after(WITHOUT_CALLBACK, NOW).isCallbackLost()).isTrue();
    assertThat(lost.after(CHALLENGED, NOW).isCallbackLost()).isFalse();
    assertThat(lost.after(CHALLENGED, NOW).echoFailures()).isZero();
  }

  @Test
  void missing_vote_proves_nothing_after_two_voided_waves_until_a_challenge() {
    Account trusted = after(CHALLENGED);
    Account once = trusted.after(new AccountEvent.AttemptVoided(NOW), NOW.plusSeconds(30));
    assertThat(once.isChallengeExpected(NOW.plusSeconds(31))).isTrue();
    Account twice =
        once.after(new AccountEvent.AttemptVoided(NOW.plusSeconds(31)), NOW.plusSeconds(60));
    assertThat(twice.isInDoubt()).isTrue();
    assertThat(twice.isChallengeExpected(NOW.plusSeconds(61))).isFalse();
    assertThat(twice.after(CHALLENGED, NOW).isChallengeExpected(NOW.plusSeconds(61))).isTrue();
    assertThat(twice.after(new AccountEvent.ChallengeSeen(), NOW).isInDoubt()).isFalse();
  }

  @Test
  void simultaneous_attempts_count_as_one_wave_up_to_the_limit_of_attempts() {
    Account account = after(CHALLENGED);
    for (int attempt = 0; attempt < 50; attempt++) {
      assertThat(account.isChallengeExpected(NOW)).as("attempt " + attempt).isTrue();
      account = account.after(new AccountEvent.AttemptVoided(NOW), NOW.plusSeconds(30));
      assertThat(account.doubt().waves()).isEqualTo(1);
    }
    assertThat(account.isChallengeExpected(NOW)).isFalse();
  }

  @Test
  void pauses_grow_to_ten_minutes_while_in_doubt() {
    Account doubted = after(CHALLENGED, new AccountEvent.AttemptVoided(NOW), struck(NOW));
    doubted = doubted.after(new AccountEvent.AttemptVoided(NOW.plusSeconds(1)), NOW.plusSeconds(2));
    doubted = doubted.after(struck(NOW.plusSeconds(1)), NOW.plusSeconds(2));
    assertThat(doubted.pauseUntil()).isAfter(NOW.plusSeconds(15));
    for (int again = 1; again < 20; again++) {
      Instant then = doubted.pauseUntil();
      doubted = doubted.after(struck(then), then);
    }
    assertThat(Duration.between(doubted.lastFailureAt(), doubted.pauseUntil()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }

  @Test
  void passing_trouble_keeps_its_first_message_until_a_creation_succeeds() {
    Account away = after(struck(NOW));
    Account again =
        away.after(
            new AccountEvent.TransientFailure(Cause.UNREACHABLE, "later", NOW), NOW.plusSeconds(9));
    assertThat(again.trouble()).isEqualTo(new PassingTrouble(Cause.UNREACHABLE, "no route", NOW));
    Account other =
        again.after(
            new AccountEvent.TransientFailure(Cause.FAILING, "HTTP 500", NOW), NOW.plusSeconds(9));
    assertThat(other.trouble()).isEqualTo(new PassingTrouble(Cause.FAILING, "HTTP 500", NOW));
    assertThat(other.after(new AccountEvent.TransientFailure(null, null, NOW), NOW).trouble())
        .isEqualTo(other.trouble());
    assertThat(other.after(CHALLENGED, NOW).trouble()).isNull();
  }

  private static AccountEvent struck(Instant claimedAt) {
    return new AccountEvent.TransientFailure(Cause.UNREACHABLE, "no route", claimedAt);
  }

  private static Account after(AccountEvent... news) {
    Account account = Account.NEW;
    for (AccountEvent one : news) {
      account = account.after(one, NOW);
    }
    return account;
  }
}
