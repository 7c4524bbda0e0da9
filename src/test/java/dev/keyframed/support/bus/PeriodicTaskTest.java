package dev.keyframed.support.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Vertx vertx = Vertx.vertx();
  private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();
  private final List<Promise<Duration>> rounds = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() throws Exception {
    Bus.install(vertx);
    new Bus(vertx).listen(BusAddresses.HEARTBEAT, heartbeats::add).completion().await(5, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(5, SECONDS);
  }

  @Test
  void next_round_begins_only_after_the_end_of_the_one_before() throws Exception {
    PeriodicTask task = started(PeriodicTask.unwatched(vertx, this::round));
    Eventually.await("the first round", () -> rounds.size() == 1);
    rounds.get(0).complete(Duration.ZERO);
    Eventually.await("the second round", () -> rounds.size() == 2);
    rounds.get(1).fail("its turn went wrong");
    Eventually.await("a round after a failed one", () -> rounds.size() == 3);
    assertThat(heartbeats).isEmpty();
    stop(task);
  }

  @Test
  void stop_waits_for_the_round_under_way_and_no_other_follows() throws Exception {
    PeriodicTask task = started(PeriodicTask.unwatched(vertx, this::round));
    Eventually.await("the first round", () -> rounds.size() == 1);
    Future<Void> stopped = onLoop(task::stop);
    assertThat(stopped.isComplete()).isFalse();
    assertThat(task.isStopping()).isTrue();

    rounds.get(0).complete(Duration.ZERO);
    stopped.await(5, SECONDS);
    assertThat(onLoop(() -> Future.succeededFuture(rounds.size())).await(5, SECONDS)).isEqualTo(1);
  }

  @Test
  void stopped_pause_is_followed_by_no_round() throws Exception {
    PeriodicTask task = PeriodicTask.unwatched(vertx, this::round);
    vertx.runOnContext(now -> task.startIn(Duration.ofMillis(100)));
    stop(task);
    Eventually.pause(Duration.ofMillis(300));
    assertThat(rounds).isEmpty();
  }

  @Test
  void watched_task_announces_each_round_and_pause_and_its_end() throws Exception {
    PeriodicTask task = started(PeriodicTask.watched(vertx, "part", LONGEST, this::round));
    Eventually.await("the first round", () -> rounds.size() == 1);
    rounds.get(0).complete(Duration.ofSeconds(7));
    Eventually.await("its pause", () -> heartbeats.size() == 2);
    stop(task);
    Eventually.await("its end", () -> heartbeats.size() == 3);

    assertThat(heartbeats)
        .extracting(Heartbeat::next)
        .containsExactly(
            Optional.of(LONGEST), Optional.of(Duration.ofSeconds(10)), Optional.empty());
  }

  private Future<Duration> round() {
    Promise<Duration> round = Promise.promise();
    rounds.add(round);
    return round.future();
  }

  private PeriodicTask started(PeriodicTask task) {
    vertx.runOnContext(now -> task.start());
    return task;
  }

  private void stop(PeriodicTask task) throws Exception {
    Future<Void> stopped = onLoop(task::stop);
    rounds.forEach(round -> round.tryComplete(Duration.ZERO));
    stopped.await(5, SECONDS);
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> step) throws Exception {
    Promise<Future<T>> done = Promise.promise();
    vertx.runOnContext(now -> done.complete(step.get()));
    return done.future().await(5, SECONDS);
  }
}
