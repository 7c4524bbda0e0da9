package dev.keyframed.service.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.ServiceTrouble.TroubleKind;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Checks that an answer of the provider reaches its job and the account. */
class EventProcessorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Machine MACHINE =
      new Machine(new Policy(MINUTE, MINUTE, false, MINUTE, MINUTE, MINUTE, MINUTE, 8));
  private static final ServiceTrouble KEY_REFUSED =
      new ServiceTrouble(TroubleKind.ACCOUNT, HoldReason.KEY, null, 1004, "login fail");

  private final FakeJobStore store = new FakeJobStore(submitting());
  private final AccountUpdates accounts =
      new AccountUpdates(
          store, () -> CallbackPolicy.ALWAYS, Clock.systemUTC(), TroubleReporter.NONE);
  private final EventProcessor processor =
      new EventProcessor(
          new Transitions(
              store,
              accounts,
              JobCache.usual(),
              () -> MACHINE,
              Clock.systemUTC(),
              stored -> {},
              Transitions.Forgotten.IGNORE),
          accounts);

  @Test
  void account_learns_the_same_when_the_event_is_repeated_after_its_storing_failed()
      throws Exception {
    CreateResult noEcho =
        new CreateResult.Refused(Refusal.CALLBACK_CHECK, null, 2013, "no echo", "trace");
    Event answer = Event.Answered.to(store.job(), noEcho);
    store.refusedAccounts = 1;

    assertThatThrownBy(() -> apply(answer)).hasMessageContaining("the memory is full");
    assertThat(store.job().state()).isEqualTo(State.QUEUED);
    assertThat(account().echoFailures()).isZero();

    apply(answer);
    assertThat(account().echoFailures()).isEqualTo(1);
  }

  @Test
  void creation_without_a_challenge_is_stored_only_once_the_account_knows_of_it() throws Exception {
    Event answer = Event.Answered.to(store.job(), new CreateResult.Created("t1", "trace"));
    store.refusedAccounts = 1;

    assertThatThrownBy(() -> apply(answer)).hasMessageContaining("the memory is full");
    assertThat(store.job().state()).isEqualTo(State.SUBMITTING);

    apply(answer);
    assertThat(store.job().state()).isEqualTo(State.GENERATING);
    assertThat(account().challenges()).isEqualTo(Challenges.NOT_EACH);
  }

  @Test
  void account_is_not_blamed_when_another_daemon_has_stored_the_vote() throws Exception {
    Job claimed = store.job();
    apply(new Event.Pushed(claimed.attempt(), "t1", ReportedStatus.RUNNING)); // known unvoted here
    Job pushed = store.job();
    Job voted =
        MACHINE.apply(pushed, new Event.ChallengeReceived(claimed.attempt()), Instant.now()).next();
    assertThat(store.swap(pushed, voted, true).await(5, SECONDS))
        .isInstanceOf(StoreResult.Stored.class);

    apply(Event.Answered.to(claimed, new CreateResult.Created("t1", "trace")));
    assertThat(store.job().state()).isEqualTo(State.GENERATING);
    assertThat(account().challenges()).isEqualTo(Challenges.EACH);
  }

  @Test
  void refused_key_is_a_hold_until_a_later_query_of_this_daemon_succeeds() throws Exception {
    apply(queried(null));
    assertThat(account()).isEqualTo(Account.NEW);

    apply(queried(KEY_REFUSED));
    assertThat(account().hold()).isEqualTo(HoldReason.KEY);
    apply(queried(new ServiceTrouble(TroubleKind.PASSING, 1000, "unknown error")));
    assertThat(account().hold()).isEqualTo(HoldReason.KEY);

    store.refusedAccounts = 1;
    assertThatThrownBy(() -> apply(queried(null))).hasMessageContaining("the memory is full");
    apply(queried(null));
    assertThat(account().hold()).as("reported again until it is stored").isNull();
  }

  @Test
  void hold_found_by_a_query_keeps_its_reason_and_balance_is_ignored() throws Exception {
    apply(queried(new ServiceTrouble(TroubleKind.ACCOUNT, HoldReason.BALANCE, null, 1008, "no")));
    assertThat(account().hold()).isNull();

    apply(queried(new ServiceTrouble(TroubleKind.ACCOUNT, HoldReason.PLAN, null, 2056, "no")));
    assertThat(account().hold()).isEqualTo(HoldReason.PLAN);
    apply(queried(null));
    assertThat(account().hold()).as("only a creation ends it").isEqualTo(HoldReason.PLAN);
  }

  private static Event queried(ServiceTrouble trouble) {
    Finding finding = trouble == null ? new Finding.Running() : new Finding.NoAnswer();
    return new Event.Queried("t1", new QueryResult(finding, trouble));
  }

  private void apply(Event event) throws Exception {
    processor.apply(new JobEvent(store.job().id(), event)).await(5, SECONDS);
  }

  private Account account() throws Exception {
    return store.account().await(5, SECONDS);
  }

  private static Job submitting() {
    JobSpec spec = new JobSpec("MiniMax-Hailuo-02", "768P", 6, 1, Priority.NORMAL, null, null, 3);
    Instant now = Instant.now();
    Job queued = Machine.admit(new JobId("a"), spec, now, now);
    return MACHINE.apply(queued, new Event.Claimed("n", true, "redis"), now).next();
  }
}
