package dev.keyframed.service.store;

import dev.keyframed.job.Account;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.DueJobs;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.EventResults;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.BusAddresses.JobEvents;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import dev.keyframed.support.bus.RetryingRequester;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.TroubleRegister;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests for jobs on the bus, and publishes each change once it is stored. */
public final class TaskStoreVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger("dev.keyframed.job");

  /**
   * Limits the wait for a reply of this part to itself. Longer than the 5 s of one Redis command.
   */
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(10);

  private final JobStore store;
  private final Supplier<StoreSettings> settings;
  private final Meters meters;
  private final TroubleReporter troubles;

  /** Actions that are run at each count. */
  private final List<Runnable> afterCount;

  private final Clock clock;
  private final Duration claimTimeout;
  private final GenerationTimes times = new GenerationTimes();

  private Bus bus;
  private RetryingRequester requester;

  /**
   * Works on that store, which the caller closes.
   *
   * @param settings read at each use, so that a reload needs no restart
   * @param board where this daemon publishes its troubles, under that name
   * @param operations notes of operators' commands
   */
  public TaskStoreVerticle(
      JobStore store,
      Supplier<StoreSettings> settings,
      Meters meters,
      TroubleRegister troubles,
      TroubleBoard board,
      OperationLog operations,
      String node,
      Clock clock) {
    this(
        store,
        settings,
        meters,
        troubles,
        List.of(
            new TroublePublisher(troubles, board, node)::share,
            new OperationFollower(operations, meters)::follow),
        clock,
        Claims.CLAIM_TIMEOUT);
  }

  TaskStoreVerticle(
      JobStore store,
      Supplier<StoreSettings> settings,
      Meters meters,
      TroubleReporter troubles,
      List<Runnable> afterCount,
      Clock clock,
      Duration claimTimeout) {
    this.store = store;
    this.settings = settings;
    this.meters = meters;
    this.troubles = troubles;
    this.afterCount = List.copyOf(afterCount);
    this.clock = clock;
    this.claimTimeout = claimTimeout;
  }

  /** Returns the verticle's context, once it is deployed. */
  public Context context() {
    return context;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    JobCache cache = JobCache.usual();
    Supplier<Machine> machine = () -> settings.get().machine().expecting(times);
    AccountUpdates accounts =
        new AccountUpdates(store, () -> settings.get().callbacks(), clock, troubles);
    ForgottenJobs forgotten =
        new ForgottenJobs(
            store,
            machine,
            () -> settings.get().retention(),
            clock,
            new OrphanReport(vertx, meters, troubles),
            this::stored);
    Transitions transitions =
        new Transitions(store, accounts, cache, machine, clock, this::stored, forgotten::handle);
    ForgottenSearch search = new ForgottenSearch(store, cache, forgotten, transitions::apply);
    Admissions admissions =
        new Admissions(store, meters, clock, fresh -> bus.publish(BusAddresses.DECISION, fresh));
    requester = new RetryingRequester(vertx);
    Claims claims =
        new Claims(
            store, transitions, accounts, settings, clock, claimTimeout, this::reportUntilStored);
    EventProcessor events = new EventProcessor(transitions, accounts);
    List<MessageConsumer<?>> answering =
        List.of(
            bus.answer(
                BusAddresses.ADMIT,
                newJob ->
                    search.before(newJob.job().id()).compose(done -> admissions.admit(newJob))),
            bus.answer(BusAddresses.JOB_EVENT, events::apply),
            bus.answer(BusAddresses.JOB_EVENTS, request -> applyAll(events, request)),
            bus.answer(BusAddresses.CLAIM, request -> claims.next()),
            bus.answer(
                BusAddresses.DUE,
                request ->
                    store.due(request.queue(), request.limit(), request.lease()).map(DueJobs::new)),
            bus.answer(
                BusAddresses.PERMIT,
                request -> store.permitQuery(settings.get().queriesPerMinute())),
            bus.answer(
                BusAddresses.STATUS,
                request ->
                    store
                        .census(settings.get().overdueAfter())
                        .onSuccess(
                            census -> {
                              search.counted(census);
                              afterCount.forEach(Runnable::run);
                            })
                        .compose(
                            census ->
                                store
                                    .account()
                                    .onSuccess(accounts::reportTroubles)
                                    .map(now -> status(census, now, claims.isOverBudget())))));
    return Future.all(answering.stream().map(MessageConsumer::completion).toList());
  }

  private static Future<EventResults> applyAll(EventProcessor events, JobEvents request) {
    List<Future<EventResult>> each = request.each().stream().map(events::apply).toList();
    return Future.join(each).transform(done -> Future.succeededFuture(new EventResults(each)));
  }

  private void reportUntilStored(JobId job, Event event) {
    requester
        .ask(
            "job " + job + ": claim that was not sent",
            BusAddresses.JOB_EVENT,
            new JobEvent(job, event),
            STORE_REPLY_TIMEOUT)
        .onFailure(fault -> log.warn("job {}: queued again only after its lease", job));
  }

  private NamespaceStatus status(NamespaceStats census, Account account, boolean overBudget) {
    return new NamespaceStatus(
        census, account, overBudget, settings.get().callbacks() == CallbackPolicy.ALWAYS);
  }

  private void stored(Decision decision) {
    Job before = decision.before();
    Job next = decision.next();
    if (decision.changesState()) {
      TransitionLog.moved(before, next);
      meters.moved(before.state(), next.state());
      if (next.state().isEnded()) {
        meters.ended(next.state(), next.failure() == null ? null : next.failure().code());
      }
      if (next.state() == State.DOWNLOADING
          && next.completedBy() != null
          && before.generatedAt() == null
          && before.state() != State.FAILED) {
        times.learn(before, next);
        meters.completed(
            next.completedBy(),
            next.spec().resolution(),
            next.spec().duration(),
            Duration.between(next.submittedAt(), next.generatedAt()),
            next.traceId());
      }
    }
    if (next.spent() > before.spent()) {
      meters.spent(next.spec().model(), next.spec().resolution(), next.spent() - before.spent());
    }
    if (!decision.effects().isEmpty()) { // otherwise there is nothing to do
      bus.publish(BusAddresses.DECISION, decision);
    }
  }
}
