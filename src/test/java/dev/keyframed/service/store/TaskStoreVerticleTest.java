package dev.keyframed.service.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.port.JobStore.ClaimLimits;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Claim;
import dev.keyframed.support.bus.BusAddresses.ClaimRequest;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.BusAddresses.JobEvents;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks claims and voided attempts. No challenge is known here, so an abandoned claim would be
 * uncertain.
 */
@ExtendWith(VertxExtension.class)
class TaskStoreVerticleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Machine MACHINE =
      new Machine(new Policy(MINUTE, MINUTE, false, MINUTE, MINUTE, MINUTE, MINUTE, 8));
  private static final Account CHALLENGED =
      Account.NEW.after(new AccountEvent.CreationAccepted(true, true), Instant.EPOCH);
  private static final StoreSettings SETTINGS =
      new StoreSettings(
          MACHINE,
          new ClaimLimits(5, 5, -1),
          CallbackPolicy.ALWAYS,
          MINUTE,
          300,
          Duration.ofDays(7));

  private final CompletableFuture<Job> queuedAgain = new CompletableFuture<>();
  private Vertx vertx;
  private Bus bus;

  @BeforeEach
  void install(Vertx fresh) {
    vertx = fresh;
    Bus.install(vertx);
    bus = new Bus(vertx);
  }

  private void deploy(FakeJobStore store, Duration prompt) throws Exception {
    Meters meters = new Meters(new SimpleMeterRegistry());
    vertx
        .deployVerticle(
            new TaskStoreVerticle(
                store,
                () -> SETTINGS,
                meters,
                TroubleReporter.NONE,
                List.of(),
                Clock.systemUTC(),
                prompt))
        .await(5, SECONDS);
    bus.listen(BusAddresses.DECISION, this::changed).completion().await(5, SECONDS);
  }

  private void changed(Decision decision) {
    if (decision.before().state() == State.SUBMITTING && decision.next().ready()) {
      queuedAgain.complete(decision.next());
    }
  }

  private static Job queued() {
    JobSpec terms =
        new JobSpec("MiniMax-Hailuo-02", "768P", 6, 280_000, Priority.NORMAL, null, null, 3);
    return Machine.admit(new JobId("a"), terms, Instant.now(), Instant.now());
  }

  private Claim claim() throws Exception {
    return bus.ask(BusAddresses.CLAIM, new ClaimRequest(), PATIENCE).await(5, SECONDS);
  }

  @Test
  void claim_is_recorded_as_not_sent_when_its_request_is_unavailable() throws Exception {
    FakeJobStore store = new FakeJobStore(queued());
    store.requests.add(Future.failedFuture("away"));
    deploy(store, PATIENCE);
    assertThatThrownBy(this::claim).hasMessageContaining("away");
    assertRecorded();
    assertThat(claim()).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void claim_is_recorded_as_not_sent_when_its_storing_is_not_acknowledged() throws Exception {
    FakeJobStore store = new FakeJobStore(queued());
    store.claims.add(stored -> Future.failedFuture("cut off"));
    deploy(store, PATIENCE);
    assertThatThrownBy(this::claim).hasMessageContaining("cut off");
    assertRecorded();
  }

  @Test
  void claim_is_recorded_as_not_sent_when_granted_too_late() throws Exception {
    FakeJobStore store = new FakeJobStore(queued());
    deploy(store, Duration.ZERO);
    assertThatThrownBy(this::claim).hasMessageContaining("too late");
    assertRecorded();
  }

  private void assertRecorded() throws Exception {
    Job job = queuedAgain.get(5, SECONDS);
    assertThat(job.attempt()).isNull();
    assertThat(job.reserved()).isZero();
    assertThat(job.paid()).isZero();
  }

  @Test
  void job_is_uncertain_when_its_failed_task_is_another_jobs() throws Exception {
    JobBuilder hinted = MACHINE.apply(queued(), claimed(), Instant.now()).next().edit();
    hinted.state = State.GENERATING;
    hinted.voted = true;
    hinted.taskId = "t9";
    hinted.taskIdSource = TaskIdSource.QUERY;
    FakeJobStore store = new FakeJobStore(hinted.done());
    store.swaps.add(new StoreResult.Taken(new JobId("b")));
    deploy(store, PATIENCE);
    Finding failed = new Finding.GenerationFailed(false, 0, "failed", null);
    JobEvent queried = new JobEvent(new JobId("a"), new Event.Queried("t9", failed));
    Optional<Decision> decision =
        bus.ask(BusAddresses.JOB_EVENT, queried, PATIENCE).await(5, SECONDS).decision();
    assertThat(decision).isPresent();
    assertThat(store.job().state()).isEqualTo(State.UNCERTAIN);
    assertThat(store.job().taskId()).isNull();
    assertThat(store.job().reserved()).isEqualTo(280_000);
  }

  @Test
  void push_is_stored_when_another_of_its_batch_fails() throws Exception {
    FakeJobStore store = new FakeJobStore(MACHINE.apply(queued(), claimed(), Instant.now()).next());
    deploy(store, PATIENCE);
    Event push = new Event.Pushed(store.job().attempt(), "t9", Event.ReportedStatus.RUNNING);
    List<JobEvent> told =
        List.of(new JobEvent(new JobId("no-such"), push), new JobEvent(new JobId("a"), push));
    List<Future<EventResult>> each =
        bus.ask(BusAddresses.JOB_EVENTS, new JobEvents(told), PATIENCE).await(5, SECONDS).each();
    assertThat(each.get(0).cause()).hasMessage("not played: no-such");
    assertThat(each.get(1).result().decision()).isPresent();
    assertThat(store.job().taskId()).isEqualTo("t9");
  }

  @Test
  void voided_attempt_is_counted_once_however_often_storing_is_repeated() throws Exception {
    FakeJobStore store = submitting().with(CHALLENGED);
    store.refused = 5;
    deploy(store, PATIENCE);
    Event lost = Answers.lost(store.job().attempt(), Event.VoteEvidence.NONE);

    for (int time = 0; time < 5; time++) {
      assertThatThrownBy(() -> happened(lost)).hasMessageContaining("the memory is full");
    }
    happened(lost);

    assertThat(store.job().state()).isEqualTo(State.QUEUED);
    assertThat(store.account().await().doubt().attempts()).isEqualTo(1);
  }

  @Test
  void voided_attempt_that_is_a_task_ends_inferences_from_missing_votes() throws Exception {
    FakeJobStore store = submitting().with(CHALLENGED);
    deploy(store, PATIENCE);
    Attempt voided = store.job().attempt();
    happened(Answers.lost(voided, Event.VoteEvidence.NONE));
    assertThat(store.account().await().challenges()).isEqualTo(Account.Challenges.EACH);

    happened(new Event.Pushed(voided, "t9", Event.ReportedStatus.RUNNING));

    assertThat(store.job().state()).isEqualTo(State.GENERATING);
    assertThat(store.account().await().challenges()).isEqualTo(Account.Challenges.NOT_EACH);
  }

  private FakeJobStore submitting() {
    return new FakeJobStore(MACHINE.apply(queued(), claimed(), Instant.now()).next());
  }

  private void happened(Event event) throws Exception {
    bus.ask(BusAddresses.JOB_EVENT, new JobEvent(new JobId("a"), event), PATIENCE)
        .await(5, SECONDS);
  }

  private static Event claimed() {
    return new Event.Claimed("a", true, "redis");
  }
}
