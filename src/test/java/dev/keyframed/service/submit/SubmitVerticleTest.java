package dev.keyframed.service.submit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.State;
import dev.keyframed.port.Frames;
import dev.keyframed.port.Provider;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.Claim;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks the number of open creations, with a scripted store and provider. */
class SubmitVerticleTest {
  private static final int MOST = 100;
  private static final String LARGE = "x".repeat(60);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> frames = new ArrayDeque<>();
  private final BlockingQueue<Open> open = new LinkedBlockingQueue<>();

  @BeforeEach
  void store() {
    Bus.install(vertx);
    Bus bus = new Bus(vertx);
    var claims = bus.answer(BusAddresses.CLAIM, asked -> Future.succeededFuture(claim()));
    var events =
        bus.answer(
            BusAddresses.JOB_EVENT,
            told -> Future.succeededFuture(new EventResult(Optional.empty())));
    assertThat(List.of(claims, events)).doesNotContainNull();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(5, SECONDS);
  }

  @Test
  void large_creations_are_sent_one_after_the_other() throws Exception {
    frames.addAll(List.of(LARGE, LARGE, LARGE));
    deploy(request -> Future.succeededFuture(request));

    Open first = next();
    Open second = next();
    assertThat(frames).containsExactly(LARGE);

    first.end();
    Open third = next();
    assertThat(frames).isEmpty();
    second.end();
    third.end();
  }

  @Test
  void small_file_frame_frees_memory_budget_once_its_size_is_known() throws Exception {
    frames.addAll(List.of("file:a.png", "file:b.png", "file:c.png"));
    deploy(request -> Future.succeededFuture(with("x")));

    for (Open each : List.of(next(), next(), next())) {
      each.end();
    }
  }

  private void deploy(Frames reading) throws Exception {
    CallbackUrls urls = new CallbackUrls("ns", List.of());
    SubmitSettings settings = new SubmitSettings(null, Duration.ofMinutes(1), MOST, () -> 50);
    Meters meters = new Meters(new SimpleMeterRegistry());
    vertx
        .deployVerticle(new SubmitVerticle(new Waiting(), reading, urls, settings, meters))
        .await(5, SECONDS);
  }

  private Open next() throws InterruptedException {
    Open next = open.poll(10, SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private Claim claim() {
    String frame = frames.poll();
    return frame == null
        ? new Claim.NothingToSubmit(Duration.ofMinutes(1))
        : new Claim.Granted(job(), with(frame));
  }

  private static GenerationRequest with(String frame) {
    return new GenerationRequest("MiniMax-Hailuo-02", null, null, frame, null, 6, "768P");
  }

  private static Job job() {
    JobSpec terms = new JobSpec("MiniMax-Hailuo-02", "768P", 6, 1, Priority.NORMAL, null, null, 1);
    JobBuilder draft = new JobBuilder(new JobId("a"), terms, Instant.EPOCH);
    draft.state = State.SUBMITTING;
    draft.attempt = new Attempt(1, "abc");
    draft.submittedAt = Instant.EPOCH;
    return draft.done();
  }

  /** Represents a creation that is answered on the test's command. */
  private record Open(Context room, Promise<CreateResult> answer) {
    void end() {
      room.runOnContext(now -> answer.complete(new CreateResult.AnswerLost("by the test")));
    }
  }

  /** Answers creations on the test's command. */
  private final class Waiting implements Provider {
    @Override
    public Future<CreateResult> create(GenerationRequest request, String callbackUrl) {
      Open creation = new Open(Vertx.currentContext(), Promise.promise());
      open.add(creation);
      return creation.answer().future();
    }

    @Override
    public Future<QueryResult> query(String taskId) {
      return Future.failedFuture("not asked for");
    }

    @Override
    public Future<FileLocation> locate(String fileId) {
      return Future.failedFuture("not asked for");
    }
  }
}
