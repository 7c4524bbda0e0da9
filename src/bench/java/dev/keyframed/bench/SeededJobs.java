package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.job.machine.Answers;
import dev.keyframed.adapter.redis.RedisNamespace;
import dev.keyframed.adapter.redis.RedisSettings;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.job.Priority;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleReporter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Creates jobs as the daemon stores them, by its machine and its store; their next poll is far off.
 */
final class SeededJobs implements AutoCloseable {
  static final GenerationRequest REQUEST =
      new GenerationRequest(
          "MiniMax-Hailuo-02",
          "A [Push in] of a lighthouse at dusk",
          "https://example.com/first.jpg",
          "https://example.com/last.jpg",
          null,
          6,
          "768P");

  private static final int PATIENCE = 30;
  private static final int AT_A_TIME = 100;
  private static final Duration FAR = Duration.ofHours(5);
  private static final Policy POLICY =
      new Policy(FAR, FAR, false, FAR, FAR, FAR, Duration.ofHours(24), 8);

  /** Holds the first id, formed like those of queue entries and tasks; each is counted up. */
  private static final long FIRST_JOB = 1_763_802_000_000L;

  private static final long FIRST_TASK = 176_843_862_716_480L;

  private final Machine machine = new Machine(POLICY);
  private final RedisNamespace namespace;
  private String storeId;
  private int made;

  private SeededJobs(RedisNamespace namespace) {
    this.namespace = namespace;
  }

  /** Creates seeds for the Redis that the daemon will use. */
  static SeededJobs in(Vertx vertx, String url) throws TimeoutException {
    RedisSettings settings =
        new RedisSettings(url, BenchDaemon.NAMESPACE, Duration.ofDays(7), 100_000, "seeds");
    SeededJobs seeds = new SeededJobs(new RedisNamespace(vertx, settings, Timing.NONE, TroubleReporter.NONE));
    seeds.namespace.open().await(PATIENCE, SECONDS);
    seeds.storeId = seeds.store().head().await(PATIENCE, SECONDS).redisReplId();
    return seeds;
  }

  JobStore store() {
    return namespace.store();
  }

  /** Creates jobs whose creation is open, before the challenge. */
  List<Job> submitting(int count) throws TimeoutException {
    return make(count, number -> submitted(number));
  }

  /** Creates jobs with a running task. */
  List<Job> generating(int count) throws TimeoutException {
    return make(
        count,
        number ->
            submitted(number)
                .compose(job -> next(job, new Event.ChallengeReceived(job.attempt())))
                .compose(
                    job -> next(job, Answers.created(job.attempt(), task(number), trace()))));
  }

  static String job(int number) {
    return FIRST_JOB + number + "-0";
  }

  static String task(int number) {
    return Long.toString(FIRST_TASK + number);
  }

  private static String trace() {
    return "0666f2d7a2f7c1e5b1a3c9d8e7f6a5b4";
  }

  private interface Way {
    Future<Job> go(int number);
  }

  private List<Job> make(int count, Way way) throws TimeoutException {
    List<Job> jobs = new ArrayList<>();
    while (jobs.size() < count) {
      int batch = Math.min(AT_A_TIME, count - jobs.size());
      List<Future<Job>> under = IntStream.range(made, made + batch).mapToObj(way::go).toList();
      made += batch;
      Future.all(under).await(PATIENCE, SECONDS);
      under.forEach(done -> jobs.add(done.result()));
    }
    return jobs;
  }

  private Future<Job> submitted(int number) {
    Instant now = Instant.now();
    JobSpec terms =
        new JobSpec(REQUEST.model(), "768P", 6, 280_000, Priority.NORMAL, null, null, 3);
    Job job = Machine.admit(new JobId(job(number)), terms, now, now);
    return store()
        .admit(new NewJob("1-1", job, REQUEST, null, "digest"))
        .compose(stored -> next(job, new Event.Claimed("k2m9x0qa", true, storeId)));
  }

  private Future<Job> next(Job job, Event event) {
    Decision decision = machine.apply(job, event, Instant.now());
    return store().swap(job, decision.next(), false).map(swap -> ((StoreResult.Stored) swap).job());
  }

  @Override
  public void close() throws TimeoutException {
    namespace.close().await(PATIENCE, SECONDS);
  }
}
