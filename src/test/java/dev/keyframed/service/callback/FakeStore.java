package dev.keyframed.service.callback;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.EventResults;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.BusAddresses.JobEvents;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps one job that is being submitted in memory, and applies the real state machine to it. */
public final class FakeStore {
  static final JobId JOB = new JobId("job-1");

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  public final List<JobEvent> asked = new CopyOnWriteArrayList<>();
  private final Machine machine =
      new Machine(
          new Policy(
              Duration.ofMinutes(1),
              Duration.ofMinutes(15),
              false,
              Duration.ofSeconds(90),
              Duration.ofSeconds(10),
              Duration.ofSeconds(60),
              Duration.ofHours(24),
              8));
  private final List<MessageConsumer<?>> answering;
  private volatile Job job;
  private volatile boolean failing;
  private volatile Future<?> gate = Future.succeededFuture();

  FakeStore(Vertx vertx) {
    JobSpec terms =
        new JobSpec("MiniMax-Hailuo-02", "768P", 6, 280_000, Priority.NORMAL, null, null, 3);
    Job queued = Machine.admit(JOB, terms, NOW, NOW);
    job = machine.apply(queued, new Event.Claimed("k2m9", true, "redis-1"), NOW).next();
    Bus bus = new Bus(vertx);
    answering =
        List.of(
            bus.answer(BusAddresses.JOB_EVENT, this::happened),
            bus.answer(BusAddresses.JOB_EVENTS, this::allHappened));
  }

  /** Returns the attempt that is being submitted. */
  Attempt attempt() {
    return job.attempt();
  }

  Job job() {
    return job;
  }

  void fail(boolean fails) {
    failing = fails;
  }

  /** Ends the store: requests get no answer any more. */
  public Future<Void> leave() {
    return Future.all(answering.stream().map(MessageConsumer::unregister).toList()).mapEmpty();
  }

  /** Delays every answer until the promise is completed. */
  Promise<Void> hold() {
    Promise<Void> opened = Promise.promise();
    gate = opened.future();
    return opened;
  }

  private Future<EventResults> allHappened(JobEvents told) {
    List<Future<EventResult>> each = told.each().stream().map(this::happened).toList();
    return Future.join(each).transform(done -> Future.succeededFuture(new EventResults(each)));
  }

  private Future<EventResult> happened(JobEvent happened) {
    asked.add(happened);
    if (failing) {
      return Future.failedFuture("no store today");
    }
    return gate.map(open -> new EventResult(decided(happened)));
  }

  private Optional<Decision> decided(JobEvent happened) {
    if (!happened.job().equals(JOB)) {
      return Optional.empty();
    }
    Decision decision = machine.apply(job, happened.event(), NOW);
    job = decision.next();
    return Optional.of(decision);
  }
}
