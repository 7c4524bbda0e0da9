package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Account.News;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Instant NOW = Jobs.NOON;
  private static final News CHALLENGED = new News.Created(true, true);
  private static final News UNCHALLENGED = new News.Created(true, false);
  private static final News WITHOUT_CALLBACK = new News.Created(false, false);
  private static final News NO_KEY = new News.Held(Hold.KEY, "login fail", NOW.plusSeconds(1));
  private static final News PAUSED = new News.Paused(true);

  @Test
  void infers_from_votes_only_once_a_challenge_was_seen() {
    assertThat(Account.NEW.isChallenged()).isFalse();
    assertThat(after(CHALLENGED).isChallenged()).isTrue();
    assertThat(after(WITHOUT_CALLBACK).challenges()).isEqualTo(Challenges.UNKNOWN);
  }

  @Test
  void never_again_trusts_an_account_that_was_not_challenged_once() {
    assertThat(after(CHALLENGED, UNCHALLENGED, CHALLENGED).challenges())
        .isEqualTo(Challenges.NOT_EACH);
    assertThat(after(UNCHALLENGED, CHALLENGED).isChallenged()).isFalse();
  }

  @Test
  void is_itself_where_nothing_is_new() {
    Account account = after(CHALLENGED);
    assertThat(account.after(CHALLENGED, NOW)).isSameAs(account);
    assertThat(account.after(new News.Paused(false), NOW)).isSameAs(account);
  }

  @Test
  void holds_until_a_creation_goes_well() {
    Account held = after(NO_KEY);
    assertThat(held.hold()).isEqualTo(Hold.KEY);
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
    News accepted = new News.KeyAccepted();
    Account free = after(NO_KEY, accepted);
    assertThat(free.hold()).isNull();
    assertThat(free.pauseUntil()).isNull();
    assertThat(after(PAUSED, accepted).hold()).isEqualTo(Hold.PAUSED);
    News noBalance = new News.Held(Hold.BALANCE, "insufficient balance", null);
    assertThat(after(noBalance, accepted).hold()).isEqualTo(Hold.BALANCE);
  }

  @Test
  void obeys_an_operators_pause_whatever_the_provider_says() {
    assertThat(after(PAUSED, NO_KEY, CHALLENGED).hold()).isEqualTo(Hold.PAUSED);
    assertThat(after(PAUSED, new News.Paused(false)).hold()).isNull();
  }

  @Test
  void never_shortens_the_pause_of_a_hold() {
    Account held = after(NO_KEY);
    Account struck = held.after(new News.Struck(NOW), NOW);
    assertThat(struck.pauseUntil()).isAfterOrEqualTo(held.pauseUntil());
    assertThat(struck.hold()).isEqualTo(Hold.KEY);
  }

  @Test
  void counts_a_wave_of_open_creations_as_one_strike() {
    News before = new News.Struck(NOW.minusSeconds(5));
    Account struck = after(before);
    assertThat(struck.strikes()).isEqualTo(1);
    assertThat(struck.after(before, NOW.plusSeconds(1))).isSameAs(struck);
    assertThat(struck.after(new News.Struck(NOW.plusSeconds(1)), NOW.plusSeconds(2)).strikes())
        .isEqualTo(2);
    assertThat(after(NO_KEY).after(new News.Held(Hold.KEY, "?", null), NOW).strikes()).isEqualTo(1);
  }

  @Test
  void tries_the_callback_again_only_after_a_while() {
    Account probing = after(new News.CallbackProbed());
    assertThat(probing.probeCallbackAt()).isAfter(NOW);
    assertThat(probing.after(CHALLENGED, NOW).isCallbackLost()).isFalse();
  }

  @Test
  void does_without_callbacks_after_some_failed_echoes_until_one_works() {
    News failed = new News.EchoFailed();
    assertThat(after(failed, failed).isCallbackLost()).isFalse();
    Account lost = after(failed, failed, failed);
    assertThat(lost.isCallbackLost()).isTrue();
    assertThat(lost.probeCallbackAt()).isAfter(NOW);
    assertThat(lost.after(WITHOUT_CALLBACK, NOW).isCallbackLost()).isTrue();
    assertThat(lost.after(CHALLENGED, NOW).isCallbackLost()).isFalse();
    assertThat(lost.after(CHALLENGED, NOW).echoFailures()).isZero();
  }

  private static Account after(News... news) {
    Account account = Account.NEW;
    for (News one : news) {
      account = account.after(one, NOW);
    }
    return account;
  }
}
