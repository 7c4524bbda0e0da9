package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.AccountEvent;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.PassingTrouble.Cause;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Instant NOW = Jobs.NOON;
  private static final AccountEvent CHALLENGED = new AccountEvent.CreationAccepted(true, true);
  private static final AccountEvent UNCHALLENGED = new AccountEvent.CreationAccepted(true, false);
  private static final AccountEvent WITHOUT_CALLBACK =
      new AccountEvent.CreationAccepted(false, false);
  private static final AccountEvent NO_KEY =
      new AccountEvent.HoldReported(HoldReason.KEY, "login fail", NOW.plusSeconds(1));
  private static final AccountEvent PAUSED = new AccountEvent.Paused(true);

  @Test
  void infers_from_votes_only_once_a_challenge_was_seen() {
    assertThat(Account.NEW.isChallenged(NOW)).isFalse();
    assertThat(after(CHALLENGED).isChallenged(NOW)).isTrue();
    assertThat(after(WITHOUT_CALLBACK).challenges()).isEqualTo(Challenges.UNKNOWN);
  }

  @Test
  void never_again_trusts_an_account_that_was_not_challenged_once() {
    assertThat(after(CHALLENGED, UNCHALLENGED, CHALLENGED).challenges())
        .isEqualTo(Challenges.NOT_EACH);
    assertThat(after(UNCHALLENGED, CHALLENGED).isChallenged(NOW)).isFalse();
  }

  @Test
  void infers_nothing_any_more_once_a_voided_attempt_was_a_task() {
    Account account = after(CHALLENGED, new AccountEvent.ChallengeMissing(), CHALLENGED);
    assertThat(account.challenges()).isEqualTo(Challenges.NOT_EACH);
  }

  @Test
  void is_itself_where_nothing_is_new() {
    Account account = after(CHALLENGED);
    assertThat(account.after(CHALLENGED, NOW)).isSameAs(account);
    assertThat(account.after(new AccountEvent.Paused(false), NOW)).isSameAs(account);
  }

  @Test
  void holds_until_a_creation_goes_well() {
    Account held = after(NO_KEY);
    assertThat(held.hold()).isEqualTo(HoldReason.KEY);
    assertThat(held.holdMessage()).isEqualTo("login fail");
    assertThat(held.pauseUntil()).isAfter(NOW);
    Account again = held.after(NO_KEY, NOW.plusSeconds(60));
    assertThat(again.holdSince()).isEqualTo(NOW);
    assertThat(again.strikes()).isEqualTo(2);
    assertThat(again.pauseUntil()).isAfter(held.pauseUntil());
    Account well = again.after(CHALLENGED, NOW.plusSeconds(120));
    assertThat(well.hold()).isNull();
    assertThat(well.holdMessage()).isNull();
    assertThat(well.pauseUntil()).isNull();
    assertThat(well.strikes()).isZero();
  }

  @Test
  void a_query_that_goes_well_ends_a_hold_of_the_key_and_no_other() {
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
  void obeys_an_operators_pause_whatever_the_provider_says() {
    assertThat(after(PAUSED, NO_KEY, CHALLENGED).hold()).isEqualTo(HoldReason.PAUSED);
    assertThat(after(PAUSED, new AccountEvent.Paused(false)).hold()).isNull();
  }

  @Test
  void never_shortens_the_pause_of_a_hold() {
    Account held = after(NO_KEY);
    Account struck = held.after(struck(NOW), NOW);
    assertThat(struck.pauseUntil()).isAfterOrEqualTo(held.pauseUntil());
    assertThat(struck.hold()).isEqualTo(HoldReason.KEY);
  }

  @Test
  void counts_a_wave_of_open_creations_as_one_strike() {
    AccountEvent before = struck(NOW.minusSeconds(5));
    Account struck = after(before);
    assertThat(struck.strikes()).isEqualTo(1);
    assertThat(struck.after(before, NOW.plusSeconds(1))).isSameAs(struck);
    assertThat(struck.after(struck(NOW.plusSeconds(1)), NOW.plusSeconds(2)).strikes()).isEqualTo(2);
    assertThat(
            after(NO_KEY)
                .after(new AccountEvent.HoldReported(HoldReason.KEY, "?", null), NOW)
                .strikes())
        .isEqualTo(1);
  }

  @Test
  void tries_the_callback_again_only_after_a_while() {
    Account probing = after(new AccountEvent.CallbackProbed());
    assertThat(probing.probeCallbackAt()).isAfter(NOW);
    assertThat(probing.after(CHALLENGED, NOW).isCallbackLost()).isFalse();
  }

  @Test
  void does_without_callbacks_after_some_failed_echoes_until_one_works() {
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
  void infers_nothing_more_after_two_voided_waves_until_a_challenge_is_seen() {
    Account trusted = after(CHALLENGED);
    Account once = trusted.after(new AccountEvent.AttemptVoided(NOW), NOW.plusSeconds(30));
    assertThat(once.isChallenged(NOW.plusSeconds(31))).isTrue();
    Account twice =
        once.after(new AccountEvent.AttemptVoided(NOW.plusSeconds(31)), NOW.plusSeconds(60));
    assertThat(twice.isInDoubt()).isTrue();
    assertThat(twice.isChallenged(NOW.plusSeconds(61))).isFalse();
    assertThat(twice.after(CHALLENGED, NOW).isChallenged(NOW.plusSeconds(61))).isTrue();
    assertThat(twice.after(new AccountEvent.ChallengeSeen(), NOW).isInDoubt()).isFalse();
  }

  @Test
  void takes_what_was_open_at_once_for_one_wave_and_never_for_an_endless_one() {
    Account account = after(CHALLENGED);
    for (int attempt = 0; attempt < 50; attempt++) {
      assertThat(account.isChallenged(NOW)).as("attempt " + attempt).isTrue();
      account = account.after(new AccountEvent.AttemptVoided(NOW), NOW.plusSeconds(30));
      assertThat(account.doubt().waves()).isEqualTo(1);
    }
    assertThat(account.isChallenged(NOW)).isFalse();
  }

  @Test
  void tries_seldom_while_it_is_in_doubt() {
    Account doubted = after(CHALLENGED, new AccountEvent.AttemptVoided(NOW), struck(NOW));
    doubted = doubted.after(new AccountEvent.AttemptVoided(NOW.plusSeconds(1)), NOW.plusSeconds(2));
    doubted = doubted.after(struck(NOW.plusSeconds(1)), NOW.plusSeconds(2));
    assertThat(doubted.pauseUntil()).isAfter(NOW.plusSeconds(15));
    for (int again = 1; again < 20; again++) {
      Instant then = doubted.pauseUntil();
      doubted = doubted.after(struck(then), then);
    }
    assertThat(Duration.between(doubted.struckAt(), doubted.pauseUntil()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }

  @Test
  void keeps_the_first_words_of_a_passing_trouble_until_a_creation_goes_well() {
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
