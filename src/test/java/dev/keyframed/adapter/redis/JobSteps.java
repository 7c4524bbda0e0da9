package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoredJobFixture.changed;
import static dev.keyframed.adapter.redis.StoredJobFixture.claimed;
import static dev.keyframed.adapter.redis.StoredJobFixture.now;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.TaskIdSource;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.UnconfirmedException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Moves one job through its states, in a namespace of its own. */
final class JobSteps {
  static final String ID = "job";
  static final String USER = "worker";

  /** Names the ways of a job through its states, each ended once. */
  static final List<List<Step>> WAYS =
      List.of(
          List.of(
              Step.ADMIT, Step.CLAIM, Step.VOTE, Step.CREATE, Step.LOOK, Step.SUCCEED, Step.SAVE),
          List.of(Step.ADMIT, Step.CLAIM, Step.CREATE, Step.FAIL, Step.REVIVE, Step.SAVE));

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Represents a change of one job, from one version to the next. */
  enum Step {
    ADMIT,
    CLAIM,
    VOTE,
    CREATE,
    LOOK,
    SUCCEED,
    SAVE,
    FAIL,
    REVIVE
  }

  private final RedisFixture redis;
  private final String namespace = "ns" + UUID.randomUUID();
  private final JobStore store;
  private final String entry;
  private Job job = queued(ID);

  JobSteps(RedisFixture redis) throws Exception {
    this(redis, redis.server.port());
  }

  /** Creates a walk whose changes use another port. */
  JobSteps(RedisFixture redis, int port) throws Exception {
    this.redis = redis;
    assertThat(redis.command(Command.ACL, "SETUSER", USER, "on", ">pw", "~*", "&*", "+@all"))
        .isNotNull();
    String url = "redis://" + USER + ":pw@127.0.0.1:" + port;
    RedisSettings settings = new RedisSettings(url, namespace, Duration.ofHours(1), 1000, "one");
    store = redis.namespace(settings, Clock.systemUTC()).store();
    assertThat(redis.command(Command.XGROUP, "CREATE", key("jobs"), "keyframed", "0", "MKSTREAM"))
        .isNotNull();
    entry = redis.command(Command.XADD, key("jobs"), "*", "job", "{}").toString();
    assertThat(
            redis.command(
                Command.XREADGROUP, "GROUP", "keyframed", "one", "STREAMS", key("jobs"), ">"))
        .isNotNull();
  }

  String key(String name) {
    return "{" + namespace + "}:" + name;
  }

  private Future<Job> step(Step step) {
    return switch (step) {
      case ADMIT ->
          store
              .admit(new NewJob(entry, job, StoredJobFixture.REQUEST, "{\"a\":1}", "digest"))
              .map(stored -> job);
      case CLAIM -> store.claim(job, claimed(job), StoredJobFixture.PLENTY).map(JobSteps::stored);
      case VOTE -> swap(changed(job, draft -> draft.voted = true), true);
      case CREATE -> swap(StoreContract.named(job, "t1", TaskIdSource.ANSWER), false);
      case LOOK -> swap(changed(job, draft -> draft.due = now().plusSeconds(90)), false);
      case SUCCEED, REVIVE ->
          swap(
              changed(
                  job,
                  draft -> {
                    draft.state = State.DOWNLOADING;
                    draft.fileId = "f1";
                    draft.reserved = 0;
                    draft.spent = StoredJobFixture.PRICE;
                    draft.generatedAt = now();
                    draft.finishedAt = null;
                    draft.failure = null;
                    draft.due = now();
                  }),
              false);
      case SAVE ->
          swap(
              changed(
                  job,
                  draft -> {
                    draft.state = State.SUCCEEDED;
                    draft.video = new Video("/v.mp4", 5, "ab", 1366, 768);
                    draft.finishedAt = now();
                    draft.due = null;
                  }),
              false);
      case FAIL ->
          swap(
              changed(
                  job,
                  draft -> {
                    draft.state = State.FAILED;
                    draft.reserved = 0;
                    draft.spent = StoredJobFixture.PRICE;
                    draft.failure = Failure.of(ErrorCode.GENERATION_TIMED_OUT, "late");
                    draft.finishedAt = now();
                  }),
              false);
    };
  }

  private Future<Job> swap(Job next, boolean vote) {
    return store.swap(job, next, vote).map(JobSteps::stored);
  }

  private static Job stored(StoreResult swap) {
    return ((StoreResult.Stored) swap).job();
  }

  /** Returns why the change was refused, or null if it was stored. */
  Throwable tryOnce(Step step) throws Exception {
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Eventually.await(
        "Redis is connected again",
        () -> {
          try {
            job = step(step).await(5, SECONDS);
            refused.set(null);
          } catch (Throwable cause) {
            refused.set(cause);
          }
          return !isDisconnected(refused.get());
        });
    return refused.get();
  }

  void insist(Step step) throws Exception {
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Eventually.await(
        () -> step + " is stored, but " + refused.get(),
        PATIENCE,
        () -> {
          refused.set(tryOnce(step));
          return refused.get() == null;
        });
  }

  /**
   * Makes the change, and repeats it if its connection was cut. Returns whether it was found stored
   * completely although it was never acknowledged.
   */
  boolean insistOrMeet(Step step) throws Exception {
    Throwable refused = tryOnce(step);
    assertThat(refused).as("the connection is cut").isNotNull();
    Job now = find();
    boolean met = now != null && (step == Step.ADMIT || now.version() != job.version());
    if (!met) {
      insist(step);
      return false;
    }
    if (refused instanceof UnconfirmedException unconfirmed) {
      assertThat(now).isEqualTo(unconfirmed.wanted());
    }
    job = now;
    return true;
  }

  private Job find() throws Exception {
    AtomicReference<Job> found = new AtomicReference<>();
    Eventually.await(
        "Redis is connected again",
        () -> {
          try {
            found.set(store.find(job.id()).await(5, SECONDS).orElse(null));
            return true;
          } catch (Throwable disconnected) {
            return false;
          }
        });
    return found.get();
  }

  /** Returns whether a connection that was given up is being made again. */
  private static boolean isDisconnected(Throwable cause) {
    return cause != null
        && String.valueOf(cause.getMessage()).contains("is unavailable: the connection was closed");
  }

  /**
   * Returns every key with its content. Limiter turns, counts of zero and empty streams are left
   * out.
   */
  Map<String, String> snapshot() throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (Response key : redis.command(Command.KEYS, key("*"))) {
      String name = key.toString();
      String content = name.endsWith(":limiter") ? "0" : content(name);
      if (!List.of("0", "{}", "[]").contains(content)) {
        all.put(name.substring(namespace.length() + 3), content);
      }
    }
    return all;
  }

  private String content(String key) throws Exception {
    return switch (redis.command(Command.TYPE, key).toString()) {
      case "string" -> redis.command(Command.GET, key).toString();
      case "hash" -> hash(key).toString();
      case "zset" -> redis.command(Command.ZRANGE, key, 0, -1, "WITHSCORES").toString();
      case "stream" -> redis.command(Command.XRANGE, key, "-", "+").toString();
      case "set" -> redis.command(Command.SMEMBERS, key).toString();
      default -> throw new IllegalStateException(key);
    };
  }

  private Map<String, String> hash(String key) throws Exception {
    Map<String, String> fields = new TreeMap<>();
    Response hash = redis.command(Command.HGETALL, key);
    hash.getKeys().forEach(name -> fields.put(name, hash.get(name).toString()));
    fields.values().removeIf("0"::equals);
    return fields;
  }

  /** Returns what users see in the end, with the counters. */
  List<String> outcome() throws Exception {
    List<String> seen = new ArrayList<>();
    seen.add("state " + redis.command(Command.HGET, key("job:job"), "state"));
    seen.add("results " + redis.command(Command.XLEN, key("results")));
    seen.add("events " + redis.command(Command.XLEN, key("events")));
    seen.add("queue " + redis.command(Command.XLEN, key("jobs")));
    seen.add("exposure " + redis.command(Command.GET, key("exposure")));
    seen.add("spend " + hash(key("spend")).values());
    seen.add("counts " + hash(key("counts")));
    seen.add("due " + redis.command(Command.ZCARD, key("due")));
    seen.add("downloads " + redis.command(Command.ZCARD, key("downloads")));
    seen.add("expires " + (redis.command(Command.PTTL, key("job:job")).toLong() > 0));
    return seen;
  }
}
