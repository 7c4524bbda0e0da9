package dev.keyframed.support.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Checks when a part with capacity for two requests more work. */
class WorkLoopTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final BlockingQueue<Round> begun = new LinkedBlockingQueue<>();
  private WorkLoop rounds;

  private record Round(int free, Promise<Duration> answer) {}

  @BeforeEach
  void prepare() {
    Bus.install(vertx);
    OutageLogger storeAway =
        new OutageLogger(LoggerFactory.getLogger(WorkLoopTest.class), "away", "back");
    rounds = new WorkLoop(vertx, "part", storeAway, () -> 2, this::round);
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(10, SECONDS);
  }

  private Future<Duration> round(int free) {
    Round round = new Round(free, Promise.promise());
    begun.add(round);
    return round.answer().future();
  }

  @Test
  void request_during_a_round_starts_one_more_round_after_it() throws Exception {
    on(rounds::requestRound);
    on(rounds::requestRound);
    on(rounds::requestRound);
    Round first = next();
    assertThat(begun).isEmpty();

    on(() -> first.answer().complete(LONG));
    Round second = next();
    on(() -> second.answer().complete(LONG));
    assertThat(begun).isEmpty();
  }

  @Test
  void next_round_starts_by_itself_after_success_or_failure() throws Exception {
    on(rounds::requestRound);
    Round first = next();
    on(() -> first.answer().complete(Duration.ZERO));
    Round second = next();
    on(() -> second.answer().complete(Duration.ofMillis(1)));
    Round third = next();
    on(() -> third.answer().fail("away"));
    assertThat(next().free()).isEqualTo(2);
  }

  @Test
  void work_in_hand_reduces_capacity_until_it_has_ended() throws Exception {
    Promise<Void> work = Promise.promise();
    hold(work);
    on(rounds::requestRound);
    Round first = next();
    assertThat(first.free()).isEqualTo(1);

    hold(Promise.promise());
    on(() -> first.answer().complete(Duration.ZERO));
    assertThat(begun).isEmpty();

    on(work::complete);
    on(rounds::resume);
    assertThat(next().free()).isEqualTo(1);
  }

  @Test
  void resume_starts_no_round_without_a_request() throws Exception {
    on(rounds::resume);
    assertThat(begun).isEmpty();
  }

  @Test
  void stop_waits_for_the_open_round_and_for_work_in_hand() throws Exception {
    Promise<Void> work = Promise.promise();
    on(rounds::requestRound);
    Promise<Void> end = Promise.promise();
    on(() -> rounds.stop().onComplete(end));
    Future<Void> stopped = end.future();
    assertThat(stopped.isComplete()).isFalse();

    hold(work);
    Round last = next();
    on(() -> last.answer().complete(Duration.ZERO));
    assertThat(stopped.isComplete()).isFalse();

    on(work::complete);
    on(rounds::requestRound);
    stopped.await(10, SECONDS);
    assertThat(begun).isEmpty();
  }

  private Round next() throws InterruptedException {
    Round round = begun.poll(10, SECONDS);
    assertThat(round).isNotNull();
    return round;
  }

  private void hold(Promise<Void> work) throws TimeoutException {
    on(() -> rounds.track(work.future()).mapEmpty());
  }

  /** Runs the step on the loop of the rounds. */
  private void on(Runnable step) throws TimeoutException {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        ran -> {
          step.run();
          done.complete();
        });
    done.future().await(10, SECONDS);
  }
}
