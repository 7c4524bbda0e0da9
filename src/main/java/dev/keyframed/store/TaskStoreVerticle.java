package dev.keyframed.store;

import dev.keyframed.bus.Bus;
import dev.keyframed.bus.Insistence;
import dev.keyframed.bus.Topics;
import dev.keyframed.bus.Topics.AllHappened;
import dev.keyframed.bus.Topics.Happened;
import dev.keyframed.bus.Topics.Jobs;
import dev.keyframed.bus.Topics.Outcome;
import dev.keyframed.bus.Topics.Outcomes;
import dev.keyframed.bus.Topics.Standing;
import dev.keyframed.job.Account;
import dev.keyframed.job.Decision;
import dev.keyframed.job.Event;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Machine;
import dev.keyframed.job.State;
import dev.keyframed.metrics.Meters;
import dev.keyframed.metrics.TroubleRegister;
import dev.keyframed.port.Census;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.TroubleBoard;
import dev.keyframed.port.TroubleReporter;
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

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JobStore store;
  private final Supplier<StoreSettings> settings;
  private final Meters meters;
  private final TroubleReporter troubles;

  /** Actions that are run at each count. */
  private final List<Runnable> beside;

  private final Clock clock;
  private final Duration prompt;
  private final GenerationTimes times = new GenerationTimes();

  private Bus bus;
  private Insistence insistence;

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
            new TroubleShare(troubles, board, node)::share,
            new OperationFollower(operations, meters)::follow),
        clock,
        Claims.PROMPT);
  }

  TaskStoreVerticle(
      JobStore store,
      Supplier<StoreSettings> settings,
      Meters meters,
      TroubleReporter troubles,
      List<Runnable> beside,
      Clock clock,
      Duration prompt) {
    this.store = store;
    this.settings = settings;
    this.meters = meters;
    this.troubles = troubles;
    this.beside = List.copyOf(beside);
    this.clock = clock;
    this.prompt = prompt;
  }

  /** Returns the verticle's context, once it is deployed. */
  public Context home() {
    return context;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    Sightings sightings = Sightings.usual();
    Supplier<Machine> machine = () -> settings.get().machine().expecting(times);
    Accounts accounts = new Accounts(store, () -> settings.get().callbacks(), clock, troubles);
    ForgottenJobs forgotten =
        new ForgottenJobs(
            store,
            machine,
            () -> settings.get().retention(),
            clock,
            new OrphanReport(vertx, meters, troubles),
            this::stored);
    Transitions transitions =
        new Transitions(
            store, accounts, sightings, machine, clock, this::stored, forgotten::happened);
    ForgottenSearch search =
        new ForgottenSearch(store, sightings, forgotten, transitions::happened);
    Admissions admissions =
        new Admissions(store, meters, clock, fresh -> bus.publish(Topics.CHANGED, fresh));
    insistence = new Insistence(vertx);
    Claims claims = new Claims(store, transitions, accounts, settings, clock, prompt, this::insist);
    List<MessageConsumer<?>> answering =
        List.of(
            bus.answer(
                Topics.ADMIT,
                arrival ->
                    search.before(arrival.job().id()).compose(done -> admissions.admit(arrival))),
            bus.answer(
                Topics.HAPPENED,
                told -> transitions.happened(told.job(), told.event()).map(Outcome::new)),
            bus.answer(Topics.ALL_HAPPENED, told -> outcomes(transitions, told)),
            bus.answer(Topics.CLAIM, asked -> claims.next()),
            bus.answer(
                Topics.DUE,
                take -> store.due(take.desk(), take.limit(), take.lease()).map(Jobs::new)),
            bus.answer(Topics.ACCOUNT_NEWS, accounts::heard),
            bus.answer(
                Topics.PERMIT, asked -> store.permitQuery(settings.get().queriesPerMinute())),
            bus.answer(
                Topics.COUNT,
                asked ->
                    store
                        .census(settings.get().overdueAfter())
                        .onSuccess(
                            census -> {
                              search.counted(census);
                              beside.forEach(Runnable::run);
                            })
                        .compose(
                            census ->
                                store
                                    .account()
                                    .onSuccess(accounts::saw)
                                    .map(now -> standing(census, now, claims.isOverBudget())))));
    return Future.all(answering.stream().map(MessageConsumer::completion).toList());
  }

  private static Future<Outcomes> outcomes(Transitions transitions, AllHappened told) {
    List<Future<Outcome>> each =
        told.each().stream()
            .map(one -> transitions.happened(one.job(), one.event()).map(Outcome::new))
            .toList();
    return Future.join(each).transform(done -> Future.succeededFuture(new Outcomes(each)));
  }

  private void insist(JobId job, Event event) {
    insistence
        .ask(
            "job " + job + ": claim that was not sent",
            Topics.HAPPENED,
            new Happened(job, event),
            PATIENCE)
        .onFailure(fault -> log.warn("job {}: queued again only after its lease", job));
  }

  private Standing standing(Census census, Account account, boolean overBudget) {
    return new Standing(
        census, account, overBudget, settings.get().callbacks() == Callbacks.ALWAYS);
  }

  private void stored(Decision decision) {
    Job before = decision.before();
    Job next = decision.next();
    if (decision.moves()) {
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
            next.terms().resolution(),
            next.terms().duration(),
            Duration.between(next.submittedAt(), next.generatedAt()),
            next.traceId());
      }
    }
    if (next.spent() > before.spent()) {
      meters.spent(next.terms().model(), next.terms().resolution(), next.spent() - before.spent());
    }
    if (!decision.effects().isEmpty()) { // otherwise there is nothing to do
      bus.publish(Topics.CHANGED, decision);
    }
  }
}
