package dev.keyframed.adapter.systemd;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Heartbeat;
import dev.keyframed.support.net.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
  private static final int LOOPS = 3;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
  private final AtomicInteger fed = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void watchdog_checks_every_event_loop() throws Exception {
    Set<Thread> threads = new HashSet<>();
    for (Context loop : loops()) {
      threads.add(threadOf(loop).await(10, SECONDS));
    }

    assertThat(threads).hasSize(LOOPS);
  }

  @Test
  void watchdog_is_not_fed_while_one_event_loop_hangs() throws Exception {
    List<Context> loops = loops();
    CountDownLatch hanging = new CountDownLatch(1);
    loops.get(1).runOnContext(ran -> await(hanging));

    Future<Void> round = watchdog(loops).round();
    threadOf(loops.get(0)).await(10, SECONDS);
    threadOf(loops.get(2)).await(10, SECONDS);
    int whileHanging = fed.get();
    hanging.countDown();
    round.await(10, SECONDS);

    assertThat(whileHanging).isZero();
    assertThat(fed).hasValue(1);
  }

  @Test
  void watchdog_is_fed_repeatedly(@TempDir Path dir) throws Exception {
    String socket = dir.resolve("notify").toString();
    try (FakeServiceManager manager = new FakeServiceManager(socket);
        Notifier notifier = Notifier.open(Map.of("NOTIFY_SOCKET", socket))) {
      Watchdog.feed(vertx, loops(), Duration.ofMillis(5), notifier).await(10, SECONDS);

      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      vertx.close().await(10, SECONDS);
    }
  }

  @Test
  void watchdog_interval_is_half_of_the_timeout() {
    assertThat(Watchdog.interval(Map.of("WATCHDOG_USEC", "30000000"), 7))
        .contains(Duration.ofSeconds(15));
    assertThat(Watchdog.interval(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "7"), 7))
        .contains(Duration.ofSeconds(15));
  }

  @Test
  void watchdog_has_no_interval_when_another_or_no_process_is_watched() {
    assertThat(Watchdog.interval(Map.of(), 7)).isEmpty();
    assertThat(Watchdog.interval(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "8"), 7))
        .isEmpty();
  }

  private List<Context> loops() {
    return EventLoops.all(vertx);
  }

  @Test
  void watchdog_is_not_fed_while_a_heartbeat_is_overdue() throws Exception {
    Bus.install(vertx);
    Bus bus = new Bus(vertx);
    Watchdog watchdog = watchdog(loops());
    assertThat(vertx.deployVerticle(watchdog).await(10, SECONDS)).isNotEmpty();
    assertThat(feeds(watchdog)).isTrue();

    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of("intake", Duration.ofHours(-1)));
    awaitFeeding(watchdog, false);
    bus.publish(BusAddresses.HEARTBEAT, Heartbeat.of("intake", Duration.ofSeconds(12)));
    awaitFeeding(watchdog, true);
  }

  private void awaitFeeding(Watchdog watchdog, boolean expected) throws Exception {
    Eventually.await("feeding is " + expected, () -> feeds(watchdog) == expected);
  }

  private boolean feeds(Watchdog watchdog) throws Exception {
    int before = fed.get();
    watchdog.round().await(10, SECONDS);
    return fed.get() > before;
  }

  private Watchdog watchdog(List<Context> loops) {
    return new Watchdog(loops, Duration.ofDays(1), fed::incrementAndGet);
  }

  private static Future<Thread> threadOf(Context loop) {
    Promise<Thread> thread = Promise.promise();
    loop.runOnContext(ran -> thread.complete(Thread.currentThread()));
    return thread.future();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
