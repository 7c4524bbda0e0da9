package dev.keyframed.adapter.redis;

import dev.keyframed.job.Account;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.port.UnconfirmedException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Implements {@link JobStore} in Redis, with one script for each method. Thread-safe. */
final class RedisJobStore implements JobStore {
  private static final long MINUTE_MICROS = 60_000_000;

  /**
   * Limits the queries that may be made at once, as the microseconds in which they would otherwise
   * be made.
   */
  private static final long QUERY_BURST_MICROS = 5_000_000;

  private static final int REPLICA_MILLIS = 1000;

  /**
   * Bounds the random step between two versions of a job. After Redis was set back, a new version
   * then differs from every version that it has forgotten. A reader of a forgotten version
   * therefore does not mistake it for the new one.
   */
  private static final int VERSION_STEPS = 1 << 20;

  private final Script admit = Script.withLibrary("admit");
  private final Script adopt = Script.withLibrary("adopt");
  private final Script find = Script.withLibrary("find");
  private final Script transition = Script.withLibrary("transition");
  private final Script claim = Script.withLibrary("claim");
  private final Script head = Script.withLibrary("head");
  private final Script due = Script.withLibrary("due");
  private final Script account = Script.withLibrary("account");
  private final Script permit = Script.withLibrary("permit");
  private final Script census = Script.withLibrary("census");

  private final RedisSettings settings;
  private final NamespaceKeys keys;
  private final RedisLink commands;
  private final RedisLink durable;
  private final Clock clock;
  private final QuickUpdateBatcher touches;
  private final UnreadableJobs unreadable = new UnreadableJobs();

  /**
   * Creates a store.
   *
   * @param commands for commands that wait for no replica
   * @param durable for claims and votes, which wait for the replicas
   * @param clock the clock of the jobs' moments
   */
  RedisJobStore(
      RedisSettings settings,
      NamespaceKeys keys,
      RedisLink commands,
      RedisLink durable,
      Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.commands = commands;
    this.durable = durable;
    this.clock = clock;
    this.touches = new QuickUpdateBatcher(keys, commands, clock);
  }

  @Override
  public Future<AdmitResult> admit(NewJob newJob) {
    Job job = newJob.job();
    RecordChange change = RecordChange.of(job);
    List<String> arguments =
        List.of(
            change.json(settings, clock.instant()),
            change.result(),
            newJob.request() == null ? "" : RequestJson.of(newJob.request()),
            newJob.metadata() == null ? "" : newJob.metadata(),
            RedisJobQueue.GROUP,
            newJob.entry(),
            newJob.digest());
    return admit.run(commands, keys.of(job.id()), arguments).map(ReplyReader::admitted);
  }

  @Override
  public Future<Optional<Job>> find(JobId id) {
    return find.run(commands, keys.of(id), List.of())
        .map(reply -> ReplyReader.job(id, reply.get(0), reply.get(1)));
  }

  @Override
  public Future<Optional<GenerationRequest>> request(JobId id) {
    return commands
        .send(Command.GET, keys.request(id))
        .map(reply -> ReplyReader.request(id, reply));
  }

  @Override
  public Future<StoreResult> swap(Job before, Job next, boolean vote) {
    long version = versionAfter(before);
    Optional<QuickUpdate> touch = vote ? Optional.empty() : QuickUpdate.of(before, next, version);
    return touch
        .map(touches::store)
        .orElseGet(() -> transit(before, versioned(next, version), vote));
  }

  private Future<StoreResult> transit(Job before, Job next, boolean vote) {
    RedisLink link = vote ? durable : commands;
    return change(
        transition, link, before, RecordChange.of(before, next), List.of(vote ? "1" : "0"));
  }

  @Override
  public Future<StoreResult> claim(Job before, Job next, ClaimLimits limits) {
    List<String> gate =
        List.of(
            Long.toString(MINUTE_MICROS / limits.perMinute()),
            Integer.toString(limits.maxInFlight()),
            Long.toString(limits.dailyBudget()),
            Long.toString(next.spec().price()),
            Long.toString(Duration.between(next.submittedAt(), next.due()).toMillis()));
    Job wanted = versioned(next, versionAfter(before));
    return change(claim, durable, before, RecordChange.of(before, wanted), gate);
  }

  private Future<StoreResult> change(
      Script script, RedisLink link, Job before, RecordChange change, List<String> more) {
    Job next = change.asRead();
    List<String> arguments =
        new ArrayList<>(List.of(change.json(settings, clock.instant()), change.result()));
    arguments.addAll(more);
    return script
        .run(link, keys.of(next.id(), before.taskId(), next.taskId()), arguments)
        .compose(reply -> awaitReplica(link, reply))
        .map(reply -> ReplyReader.swap(next, reply))
        .recover(
            cause ->
                Future.failedFuture(
                    cause instanceof RedisUnavailableException
                        ? new UnconfirmedException(next, cause)
                        : cause));
  }

  private static long versionAfter(Job before) {
    return before.version() + ThreadLocalRandom.current().nextInt(1, VERSION_STEPS);
  }

  private static Job versioned(Job next, long version) {
    JobBuilder draft = next.edit();
    draft.version = version;
    return draft.done();
  }

  /** Waits for one replica to acknowledge the change, if the script reports replicas. */
  private static Future<Response> awaitReplica(RedisLink link, Response reply) {
    if (!reply.get(0).toString().equals("stored") || reply.get(1).toInteger() == 0) {
      return Future.succeededFuture(reply);
    }
    // WAIT counts writes of its own connection; the link has exactly one.
    return link.send(Command.WAIT, 1, REPLICA_MILLIS)
        .compose(
            replicas ->
                replicas.toInteger() >= 1
                    ? Future.succeededFuture(reply)
                    : Future.failedFuture(
                        new RedisUnavailableException(
                            "no replica acknowledged the change in time")));
  }

  @Override
  public Future<StoreResult> adopt(Job job) {
    RecordChange change = RecordChange.ofOrphan(versioned(job, versionAfter(job)));
    Job next = change.asRead();
    return adopt
        .run(
            durable,
            keys.of(job.id(), null, job.taskId()),
            List.of(change.json(settings, clock.instant()), change.result()))
        .compose(reply -> awaitReplica(durable, reply))
        .map(reply -> ReplyReader.swap(next, reply));
  }

  @Override
  public Future<NextJob> head() {
    List<String> arguments = new ArrayList<>(List.of(keys.job("")));
    arguments.addAll(unreadable.ids());
    return head.run(commands, keys.shared(), arguments).compose(this::head);
  }

  private Future<NextJob> head(Response reply) {
    Optional<Job> first;
    try {
      first = ReplyReader.first(reply);
    } catch (RuntimeException e) {
      return unreadable.skip(ReplyReader.firstId(reply), e)
          ? head()
          : Future.succeededFuture(ReplyReader.head(reply, Optional.empty()));
    }
    return Future.succeededFuture(ReplyReader.head(reply, first));
  }

  @Override
  public Future<List<Job>> due(DueQueue queue, int limit, Duration lease) {
    List<String> arguments =
        List.of(
            keys.job(""),
            queue == DueQueue.DOWNLOADS ? "downloads" : "due",
            Integer.toString(limit),
            Long.toString(lease.toMillis()));
    return due.run(commands, keys.shared(), arguments).map(ReplyReader::due);
  }

  @Override
  public Future<Account> account() {
    return commands
        .send(Command.HGETALL, keys.account())
        .map(reply -> AccountCodec.account(ReplyReader.fields(reply)));
  }

  @Override
  public Future<Boolean> swapAccount(Account before, Account next) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(before.version()));
    Instant pause = next.pauseUntil();
    arguments.add(pause == null ? "" : RecordChange.distance(pause, clock.instant()));
    Map<String, String> fields = AccountCodec.fields(next);
    fields.put("version", Long.toString(before.version() + 1));
    fields.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    return account.run(commands, keys.shared(), arguments).map(reply -> reply.toInteger() == 1);
  }

  @Override
  public Future<Duration> permitQuery(int perMinute) {
    List<String> arguments =
        List.of(Long.toString(MINUTE_MICROS / perMinute), Long.toString(QUERY_BURST_MICROS));
    return permit
        .run(commands, keys.shared(), arguments)
        .map(reply -> Duration.ofMillis(reply.toLong()));
  }

  @Override
  public Future<NamespaceStats> census(Duration overdueAfter) {
    List<String> arguments =
        List.of(Long.toString(RecordChange.CLASS), Long.toString(overdueAfter.toMillis()));
    return census.run(commands, keys.shared(), arguments).map(ReplyReader::census);
  }
}
