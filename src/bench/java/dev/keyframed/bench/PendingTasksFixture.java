package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job;
import dev.keyframed.port.JobStore.DueQueue;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs a Redis with a number of pending tasks, none of which is due for hours. */
final class PendingTasksFixture implements AutoCloseable {
  private static final Duration LEASE = Duration.ofHours(1);

  private final int count;
  private final BenchRedis redis;
  private final SeededJobs seeds;
  private final Job sample;
  private final double bytesEach;

  private PendingTasksFixture(int count, BenchRedis redis, SeededJobs seeds, Job sample, double bytesEach) {
    this.count = count;
    this.redis = redis;
    this.seeds = seeds;
    this.sample = sample;
    this.bytesEach = bytesEach;
  }

  /**
   * Starts a Redis and fills it. It writes no append-only file, whose cost does not depend on the
   * count.
   */
  static PendingTasksFixture fill(Vertx vertx, Path dir, int count) throws Exception {
    BenchRedis redis = BenchRedis.start(vertx, dir);
    redis.configure("appendonly", "no");
    SeededJobs seeds = SeededJobs.in(vertx, redis.url());
    Job sample = seeds.generating(1).get(0);
    long before = redis.memory();
    new TaskCopier(redis, sample).make(count - 1, seeds.store());
    double bytesEach = (redis.memory() - before) / (double) (count - 1);
    return new PendingTasksFixture(count, redis, seeds, sample, bytesEach);
  }

  int count() {
    return count;
  }

  BenchRedis redis() {
    return redis;
  }

  /** Returns the bytes that Redis needs for each task, beyond the producer's payload. */
  double bytesBeyondPayload() throws Exception {
    String key = "{" + BenchDaemon.NAMESPACE + "}:job:" + sample.id() + ":request";
    String payload = redis.command(Command.GET, key).toString();
    assertThat(new JsonObject(payload).isEmpty()).isFalse();
    return bytesEach - payload.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns the milliseconds to find the one due task and to take it under a lease. */
  double find() throws Exception {
    String due = "{" + BenchDaemon.NAMESPACE + "}:due";
    Response unused = redis.command(Command.ZADD, due, 1, sample.id().text());
    long start = System.nanoTime();
    List<Job> found = seeds.store().due(DueQueue.SCANNER, 64, LEASE).await(10, SECONDS);
    double took = (System.nanoTime() - start) / 1e6;
    assertThat(found).extracting(Job::id).containsExactly(sample.id());
    return took;
  }

  @Override
  public void close() throws IOException, TimeoutException {
    seeds.close();
    redis.close();
  }
}
