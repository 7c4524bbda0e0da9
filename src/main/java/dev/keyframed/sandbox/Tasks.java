package dev.keyframed.sandbox;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates tasks, schedules their pushes, and charges them at their end. */
final class Tasks {
  private static final long FIRST_ID = 100_000_000_000_000L;
  private static final int STUCK = 1000;

  private final Vertx vertx;
  private final Clock clock;
  private final Duration generation;
  private final SimulatedAccount account;
  private final FaultPlayer faults;
  private final Ledger ledger;
  private final Pusher pusher;

  private final Map<String, Task> byId = new LinkedHashMap<>();
  private final Map<String, Task> byFileId = new LinkedHashMap<>();
  private final Set<String> settled = new HashSet<>();
  // Ids should differ between sandboxes and runs.
  private long lastId = FIRST_ID + new SecureRandom().nextLong(8 * FIRST_ID);

  Tasks(
      Vertx vertx,
      Clock clock,
      Duration generation,
      SimulatedAccount account,
      FaultPlayer faults,
      Ledger ledger,
      Pusher pusher) {
    this.vertx = vertx;
    this.clock = clock;
    this.generation = generation;
    this.account = account;
    this.faults = faults;
    this.ledger = ledger;
    this.pusher = pusher;
  }

  /**
   * Creates a task and schedules its pushes.
   *
   * @param submission its number in the ledger
   */
  Task create(int submission, AcceptedRequest order) {
    Task task = newTask(order);
    byId.put(task.id(), task);
    byFileId.put(task.fileId(), task);
    account.setAside(order.priceUsd());
    ledger.created(submission, task);
    at(task.processingAt(), () -> pusher.changed(task, TaskStatus.PROCESSING));
    at(task.endsAt(), () -> pusher.changed(task, status(task)));
    return task;
  }

  Optional<Task> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Task> byFileId(String id) {
    return Optional.ofNullable(byFileId.get(id));
  }

  /** Returns the current status; the first call after the end charges the task. */
  TaskStatus status(Task task) {
    TaskStatus status = task.at(clock.instant());
    if (status.ended() && settled.add(task.id())) {
      if (status == TaskStatus.FAIL) account.refund(task.order().priceUsd());
      ledger.ended(task, status);
    }
    return status;
  }

  private Task newTask(AcceptedRequest order) {
    Optional<Fault> fault =
        faults.at(Fault.Point.GENERATION, order.subject()).map(PlannedFault::fault);
    boolean stuck = fault.filter(Fault.GENERATION_STUCK::equals).isPresent();
    BaseResp verdict = fault.map(Tasks::refusal).orElse(BaseResp.SUCCESS);
    boolean fails = fault.isPresent() && !stuck;
    Duration lasts = stuck ? generation.multipliedBy(STUCK) : generation;
    return new Task(nextId(), nextId(), order, clock.instant(), verdict, fails, lasts);
  }

  private static BaseResp refusal(Fault fault) {
    return switch (fault) {
      case FAIL_1026 -> BaseResp.of(1026);
      case FAIL_1027 -> BaseResp.of(1027);
      default -> BaseResp.SUCCESS;
    };
  }

  private void at(Instant moment, Runnable then) {
    long millis = Math.max(1, Duration.between(clock.instant(), moment).toMillis() + 1);
    vertx.setTimer(millis, due -> then.run());
  }

  private String nextId() {
    lastId += 7;
    return Long.toString(lastId);
  }
}
