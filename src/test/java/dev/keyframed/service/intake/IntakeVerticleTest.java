package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.State;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntakeVerticleTest {
  private static final String JOB = "{\"last_frame_image\":\"https://example.com/last.png\"}";

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<NewJob> stored = new LinkedBlockingQueue<>();
  private final Queue<Boolean> refusals = new ArrayDeque<>();
  private final ScriptedQueue queue = new ScriptedQueue();
  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  @BeforeEach
  void store() {
    Bus.install(vertx);
    var unused =
        new Bus(vertx)
            .answer(
                BusAddresses.ADMIT,
                arrival -> {
                  if (refusals.poll() != null) {
                    return Future.failedFuture("away");
                  }
                  stored.add(arrival);
                  return Future.succeededFuture(true);
                });
  }

  @AfterEach
  void close() throws Exception {
    Future<Void> closed = vertx.close();
    queue.idle.complete(List.of());
    closed.await(5, SECONDS);
  }

  @Test
  void intake_stores_valid_and_rejected_jobs() throws Exception {
    queue.gives(entry("1-0", JOB, 1), entry("2-0", "{}", 1));
    var unused = deploy();
    assertThat(next().job().state()).isEqualTo(State.QUEUED);
    assertThat(next().job().state()).isEqualTo(State.REJECTED);
  }

  @Test
  void intake_continues_after_queue_outage() throws Exception {
    queue.fails();
    queue.fails();
    queue.gives(entry("1-0", JOB, 1));
    var unused = deploy();
    assertThat(next().entry()).isEqualTo("1-0");
  }

  @Test
  void intake_retries_entry_until_it_is_stored() throws Exception {
    refusals.addAll(List.of(true, true));
    queue.gives(entry("1-0", JOB, 5), entry("2-0", JOB, 1));
    queue.gives(entry("1-0", JOB, 6), entry("2-0", JOB, 2));
    var unused = deploy();
    assertThat(List.of(next(), next())).allMatch(arrival -> arrival.job().state() == State.QUEUED);
  }

  @Test
  void intake_puts_back_entry_that_could_not_be_stored_and_unstarted_ones() throws Exception {
    refusals.add(true);
    String large =
        JOB.replace("}", ",\"prompt\":\"" + "x".repeat(1000) + "\"" + " ".repeat(1 << 20) + "}");
    queue.gives(entry("1-0", large, 1), entry("2-0", large, 1));
    queue.gives(entry("1-0", large, 1));
    var unused = deploy();
    assertThat(next().entry()).isEqualTo("1-0");
    assertThat(queue.putBack).containsExactly("1-0", "2-0");
  }

  @Test
  void intake_rejects_withheld_entry() throws Exception {
    queue.gives(entry("1-0", JOB, 5));
    queue.gives(new JobQueue.Entry("2-0", new JobQueue.Content.Withheld(), 6));
    var unused = deploy();
    assertThat(next().job().state()).isEqualTo(State.QUEUED);
    assertThat(next().job().state()).isEqualTo(State.REJECTED);
  }

  @Test
  void intake_reads_one_entry_first_then_more_and_one_after_large_batch() throws Exception {
    String heavy = "{\"prompt\":\"" + "x".repeat(1 << 20) + "\"}";
    queue.gives(entry("1-0", JOB, 1));
    queue.gives(entry("2-0", JOB, 1));
    queue.gives(entry("3-0", heavy, 1));
    queue.gives(entry("4-0", JOB, 1));
    var unused = deploy();
    for (int read = 0; read < 4; read++) {
      assertThat(next()).isNotNull();
    }
    assertThat(queue.limits).startsWith(1, 2, 4, 1);
  }

  @Test
  void intake_puts_back_entries_read_while_stopping() throws Exception {
    Promise<List<JobQueue.Entry>> reading = Promise.promise();
    queue.answers(reading::future);
    IntakeVerticle intake = deploy();
    Future<?> stopped = intake.stop();
    assertThat(stopped.isComplete()).isFalse();
    reading.complete(List.of(entry("1-0", JOB, 1)));
    var unused = stopped.await(5, SECONDS);
    assertThat(queue.putBack).containsExactly("1-0");
    assertThat(stored).isEmpty();
    assertThat(queue.reads).hasValue(1);
  }

  private IntakeVerticle deploy() throws Exception {
    IntakeVerticle intake = new IntakeVerticle(queue, admission, Clock.systemUTC());
    vertx.deployVerticle(intake).await(5, SECONDS);
    return intake;
  }

  private NewJob next() throws InterruptedException {
    NewJob arrival = stored.poll(5, SECONDS);
    assertThat(arrival).isNotNull();
    return arrival;
  }

  private static JobQueue.Entry entry(String id, String job, long starts) {
    return new JobQueue.Entry(id, new JobQueue.Content.Text(job.getBytes(UTF_8)), starts);
  }

  /** Returns the scripted entries, and then none until the test ends. */
  private static final class ScriptedQueue implements JobQueue {
    private final Queue<Supplier<Future<List<Entry>>>> script = new ArrayDeque<>();
    private final Promise<List<Entry>> idle = Promise.promise();
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Integer> limits = new CopyOnWriteArrayList<>();
    private final List<String> putBack = new CopyOnWriteArrayList<>();

    void gives(Entry... entries) {
      answers(() -> Future.succeededFuture(Arrays.asList(entries)));
    }

    void fails() {
      answers(() -> Future.failedFuture("away"));
    }

    void answers(Supplier<Future<List<Entry>>> answer) {
      script.add(answer);
    }

    @Override
    public Future<Void> putBack(List<String> entries) {
      putBack.addAll(entries);
      return Future.succeededFuture();
    }

    @Override
    public Future<List<Entry>> read(int limit, Duration patience) {
      var unused = reads.incrementAndGet();
      limits.add(limit);
      Supplier<Future<List<Entry>>> answer = script.poll();
      return answer == null ? idle.future() : answer.get();
    }
  }
}
