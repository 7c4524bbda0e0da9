package dev.keyframed.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.redis.RedisNamespace;
import dev.keyframed.adapter.redis.RedisSettings;
import dev.keyframed.job.Account;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Answers;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.JobStore.StoreResult;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.Timing;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.service.intake.Admission;
import dev.keyframed.service.intake.IntakeSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Runs commands on a namespace of its own, and plays the part of the daemon. */
final class CommandFixture implements AutoCloseable {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int PATIENCE = 10;

  private final Vertx vertx = Vertx.vertx();
  private final String url;
  private final String name = "ns" + UUID.randomUUID();
  private final RedisNamespace namespace;
  private final JobQueue queue;
  private final Machine machine =
      new Machine(new Policy(MINUTE, MINUTE, false, MINUTE, MINUTE, MINUTE, MINUTE, 1));
  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of("768P_6s", 280_000L)));

  private CommandFixture(EmbeddedRedis redis) {
    url = redis.url();
    namespace =
        new RedisNamespace(
            vertx,
            new RedisSettings(url, name, Duration.ofHours(1), 1000, "fixture"),
            Timing.NONE,
            TroubleReporter.NONE);
    queue = namespace.queue(1_000_000);
  }

  static CommandFixture open(EmbeddedRedis redis) throws Exception {
    CommandFixture fixture = new CommandFixture(redis);
    fixture.namespace.open().await(PATIENCE, SECONDS);
    // The first read of a new namespace creates the consumer group and returns nothing.
    assertThat(fixture.queue.read(1, Duration.ZERO).await(PATIENCE, SECONDS)).isEmpty();
    return fixture;
  }

  static EmbeddedRedis redis(Path dir) throws Exception {
    return NoLoginRedisFixture.start(dir, 0);
  }

  /** Holds the exit code and the output of a command. */
  record Answer(int code, String out, String err) {
    JsonObject json() {
      return new JsonObject(out);
    }

    List<String> lines() {
      return out.lines().toList();
    }
  }

  /** Runs a command on this namespace and returns its output. */
  Answer run(String... arguments) {
    return run(new RecordingConsole(), arguments);
  }

  Answer run(RecordingConsole out, String... arguments) {
    return run(out, new RecordingConsole(), arguments);
  }

  Answer run(RecordingConsole out, RecordingConsole err, String... arguments) {
    String[] all = new String[arguments.length + 6];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--set";
    all[arguments.length + 1] = "redis.url=" + url;
    all[arguments.length + 2] = "--set";
    all[arguments.length + 3] = "namespace=" + name;
    all[arguments.length + 4] = "--config";
    all[arguments.length + 5] = "conf/keyframed.yaml";
    int code = execute(out, err, all);
    return new Answer(code, out.text(), err.text());
  }

  static Answer runAlone(String... arguments) {
    RecordingConsole out = new RecordingConsole();
    RecordingConsole err = new RecordingConsole();
    int code = execute(out, err, arguments);
    return new Answer(code, out.text(), err.text());
  }

  private static int execute(RecordingConsole out, RecordingConsole err, String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Stores a queued job, as a daemon that has taken it. */
  void queued(String id) throws Exception {
    Job job = admit(Entry.of("1-1", job(id).encode().getBytes(UTF_8)));
    assertThat(job.ready()).isTrue();
  }

  static JsonObject job(String id) {
    return new JsonObject().put("id", id).put("last_frame_image", "https://example.com/b.png");
  }

  private Job admit(Entry entry) throws Exception {
    NewJob arrival = admission.examine(entry, Instant.now());
    assertThat(namespace.store().admit(arrival).await(PATIENCE, SECONDS))
        .isEqualTo(new AdmitResult.New());
    return arrival.job();
  }

  /** Takes the next entry from the queue and stores its job, as a daemon does. */
  Job takeIn() throws Exception {
    return admit(nextEntry());
  }

  /** Takes the next entry from the queue, whose job is stored already. */
  void takeInAgain() throws Exception {
    NewJob arrival = admission.examine(nextEntry(), Instant.now());
    assertThat(namespace.store().admit(arrival).await(PATIENCE, SECONDS))
        .isInstanceOf(AdmitResult.Same.class);
  }

  /** Takes the next entry from the queue and rejects it, since a different job has its id. */
  void rejectAsConflict() throws Exception {
    NewJob arrival = admission.examine(nextEntry(), Instant.now());
    assertThat(namespace.store().admit(arrival).await(PATIENCE, SECONDS))
        .isEqualTo(new AdmitResult.Other());
    Job rejected =
        Machine.reject(
            new JobId(arrival.entry()),
            arrival.job().spec(),
            arrival.job().enqueuedAt(),
            new Failure(ErrorCode.ID_CONFLICT, 0, "id: is another's", null, List.of()),
            Instant.now());
    NewJob own = new NewJob(arrival.entry(), rejected, null, arrival.metadata(), arrival.digest());
    assertThat(namespace.store().admit(own).await(PATIENCE, SECONDS))
        .isEqualTo(new AdmitResult.New());
  }

  /** Deletes the queue once it has an entry. */
  void dropNextEntry() throws Exception {
    assertThat(nextEntry()).isNotNull();
    Request delete = Request.cmd(Command.DEL).arg("{" + name + "}:jobs");
    Response deleted = Redis.createClient(vertx, url).send(delete).await(PATIENCE, SECONDS);
    assertThat(deleted.toInteger()).isOne();
  }

  /** Returns the next entry of the queue. */
  Entry nextEntry() throws Exception {
    List<Entry> entries = queue.read(1, Duration.ofSeconds(5)).await(PATIENCE, SECONDS);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  /** Returns the text of the next entry. */
  String nextText() throws Exception {
    return new String(((Content.Text) nextEntry().content()).bytes(), UTF_8);
  }

  /** Stores a queued job with exactly that text as metadata. */
  void queued(String id, String metadata) throws Exception {
    String job = job(id).encode();
    String whole = job.substring(0, job.length() - 1) + ",\"metadata\":" + metadata + "}";
    assertThat(admit(Entry.of("1-1", whole.getBytes(UTF_8))).ready()).isTrue();
  }

  /** Returns the number of entries on the events stream. */
  int events() throws Exception {
    try (NamespaceClient client = NamespaceClient.open(vertx, url, name)) {
      return client.events("0-0", 10_000, Duration.ofSeconds(1)).await(PATIENCE, SECONDS).size();
    }
  }

  /** Returns the operations that daemons will read. */
  List<OperationLog.LoggedOperation> operations() throws Exception {
    return namespace.operations().take().await(PATIENCE, SECONDS);
  }

  Job find(String id) throws Exception {
    return namespace.store().find(new JobId(id)).await(PATIENCE, SECONDS).orElseThrow();
  }

  Account account() throws Exception {
    return namespace.store().account().await(PATIENCE, SECONDS);
  }

  void account(AccountEvent news) throws Exception {
    Account before = account();
    Account next = before.after(news, Instant.now());
    assertThat(namespace.store().swapAccount(before, next).await(PATIENCE, SECONDS)).isTrue();
  }

  Job happened(String id, Event event) throws Exception {
    Job before = find(id);
    Job next = machine.apply(before, event, Instant.now()).next();
    StoreResult swap = namespace.store().swap(before, next, false).await(PATIENCE, SECONDS);
    assertThat(swap).isInstanceOf(StoreResult.Stored.class);
    return find(id);
  }

  Attempt submitting(String id) throws Exception {
    return happened(id, new Event.Claimed("abc", false, null)).attempt();
  }

  void generating(String id, String taskId) throws Exception {
    Event made = Answers.created(submitting(id), taskId, null);
    assertThat(happened(id, made).taskId()).isEqualTo(taskId);
  }

  void uncertain(String id) throws Exception {
    Event cut = Answers.unreadable(submitting(id));
    assertThat(happened(id, cut).state().label()).isEqualTo("uncertain");
  }

  void waitedForInVain(String id) throws Exception {
    Event over = new Event.Due(Event.VoteEvidence.NONE, Instant.now().plus(Duration.ofDays(1)));
    assertThat(happened(id, over).state().label()).isEqualTo("failed");
  }

  void downloading(String id, String taskId) throws Exception {
    generating(id, taskId);
    generated(id, taskId);
  }

  private void generated(String id, String taskId) throws Exception {
    Event done = new Event.Queried(taskId, new Finding.Succeeded("f" + taskId, 1366, 768));
    assertThat(happened(id, done).state().label()).isEqualTo("downloading");
  }

  void succeeded(String id, String taskId) throws Exception {
    generating(id, taskId);
    downloaded(id, taskId);
  }

  /** Completes the download of a generating job. */
  void downloaded(String id, String taskId) throws Exception {
    generated(id, taskId);
    Event saved = new Event.Saved(new Video("/videos/" + id + ".mp4", 7, "ab", 1366, 768));
    assertThat(happened(id, saved).state().label()).isEqualTo("succeeded");
  }

  void failed(String id) throws Exception {
    failed(id, "bad input");
  }

  void failed(String id, String words) throws Exception {
    Event refused = Answers.refused(submitting(id), Refusal.CONTENT, 1026, words, "t-1");
    assertThat(happened(id, refused).state().label()).isEqualTo("failed");
  }

  @Override
  public void close() throws TimeoutException {
    namespace.close().await(PATIENCE, SECONDS);
    vertx.close().await(PATIENCE, SECONDS);
  }
}
