package dev.keyframed.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records every submission that arrived, refused and lost ones too, and every task with its charge.
 *
 * <p>For audits. Thread-safe; returned lists are snapshots.
 *
 * <p>With a file, each change is appended to it as a line before the request that caused it
 * continues.
 */
public final class Ledger implements Closeable {
  private final Map<Integer, LedgerSubmission> submissions = new LinkedHashMap<>();
  private final Map<String, LedgerEntry> tasks = new LinkedHashMap<>();
  private final Optional<Writer> file;

  /**
   * Represents a creation request that arrived.
   *
   * @param number from 1, in the order of arrival
   * @param job from the callback URL; without one, a digest of the request
   * @param attempt from the callback URL, else empty
   * @param promptSha256 of the prompt alone
   * @param outcome {@code open} until it is decided; then {@code created}, {@code refused CODE}, or
   *     {@code fault NAME} if there is no task
   * @param taskId empty if there is no task
   * @param challenges sent for it
   * @param echoes correct ones
   */
  public record LedgerSubmission(
      int number,
      Instant at,
      String job,
      String attempt,
      String promptSha256,
      String outcome,
      String taskId,
      int challenges,
      int echoes) {}

  /**
   * Represents a task that was created.
   *
   * @param submission the number of the submission that created it
   * @param status {@code created}, {@code success} or {@code fail}
   * @param priceUsd what a success costs
   * @param chargedUsd zero until a success; stays zero after a failure
   * @param acknowledgedPushes pushes that named it and were answered with 200
   */
  public record LedgerEntry(
      String id,
      int submission,
      String job,
      String attempt,
      Instant createdAt,
      String status,
      BigDecimal priceUsd,
      BigDecimal chargedUsd,
      int acknowledgedPushes) {}

  private Ledger(Optional<Writer> file) {
    this.file = file;
  }

  /**
   * Opens a ledger; empty path: in memory only.
   *
   * @throws UncheckedIOException if the file cannot be appended to
   */
  static Ledger open(Optional<Path> path) {
    return new Ledger(path.map(Ledger::append));
  }

  private static Writer append(Path path) {
    try {
      return Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger " + path, e);
    }
  }

  /** Returns every submission, in the order of arrival. */
  public synchronized List<LedgerSubmission> submissions() {
    return List.copyOf(submissions.values());
  }

  /** Returns every task, in the order of creation. */
  public synchronized List<LedgerEntry> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Returns the tasks of one job; at most one of them may be charged. */
  public List<LedgerEntry> tasks(String job) {
    return tasks().stream().filter(task -> task.job().equals(job)).toList();
  }

  /** Returns the sum of all charges. */
  public BigDecimal totalUsd() {
    return tasks().stream().map(LedgerEntry::chargedUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns the whole ledger, as {@code GET /_sandbox/ledger} shows it. */
  public JsonObject json() {
    List<LedgerSubmission> all = submissions();
    return new JsonObject()
        .put("total_usd", totalUsd().toPlainString())
        .put(
            "submissions_without_task",
            all.stream().filter(record -> record.taskId().isEmpty()).count())
        .put("tasks", new JsonArray(tasks().stream().map(Ledger::json).toList()))
        .put("submissions", new JsonArray(all.stream().map(Ledger::json).toList()));
  }

  /** Records an arrival and returns its number. */
  synchronized int received(Instant now, JobRef job, String prompt) {
    int number = submissions.size() + 1;
    put(
        new LedgerSubmission(
            number, now, job.job(), job.attempt(), Digest.sha256(prompt), "open", "", 0, 0));
    return number;
  }

  synchronized void challenged(int number) {
    LedgerSubmission old = submissions.get(number);
    put(with(old, old.outcome(), old.taskId(), old.challenges() + 1, old.echoes()));
  }

  synchronized void echoed(int number) {
    LedgerSubmission old = submissions.get(number);
    put(with(old, old.outcome(), old.taskId(), old.challenges(), old.echoes() + 1));
  }

  synchronized void decided(int number, String outcome) {
    LedgerSubmission old = submissions.get(number);
    put(with(old, outcome, old.taskId(), old.challenges(), old.echoes()));
  }

  synchronized void created(int number, Task task) {
    LedgerSubmission old = submissions.get(number);
    put(
        new LedgerEntry(
            task.id(),
            number,
            old.job(),
            old.attempt(),
            task.createdAt(),
            "created",
            task.order().priceUsd(),
            BigDecimal.ZERO,
            0));
    put(with(old, "created", task.id(), old.challenges(), old.echoes()));
  }

  /** Records the end of a task; charges a success. */
  synchronized void ended(Task task, TaskStatus status) {
    LedgerEntry old = tasks.get(task.id());
    BigDecimal charged = status == TaskStatus.SUCCESS ? old.priceUsd() : BigDecimal.ZERO;
    put(with(old, status.label(), charged, old.acknowledgedPushes()));
  }

  /** Records a push that named the task and was answered with 200. */
  synchronized void pushAcknowledged(Task task) {
    LedgerEntry old = tasks.get(task.id());
    put(with(old, old.status(), old.chargedUsd(), old.acknowledgedPushes() + 1));
  }

  private static LedgerEntry with(
      LedgerEntry old, String status, BigDecimal charged, int acknowledgedPushes) {
    return new LedgerEntry(
        old.id(),
        old.submission(),
        old.job(),
        old.attempt(),
        old.createdAt(),
        status,
        old.priceUsd(),
        charged,
        acknowledgedPushes);
  }

  private static LedgerSubmission with(
      LedgerSubmission old, String outcome, String taskId, int challenges, int echoes) {
    return new LedgerSubmission(
        old.number(),
        old.at(),
        old.job(),
        old.attempt(),
        old.promptSha256(),
        outcome,
        taskId,
        challenges,
        echoes);
  }

  private void put(LedgerSubmission submission) {
    submissions.put(submission.number(), submission);
    write("submission", json(submission));
  }

  private void put(LedgerEntry task) {
    tasks.put(task.id(), task);
    write("task", json(task));
  }

  private void write(String kind, JsonObject line) {
    if (file.isEmpty()) return;
    try {
      file.get()
          .append(new JsonObject().put("kind", kind).mergeIn(line).encode())
          .append('\n')
          .flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger", e);
    }
  }

  private static JsonObject json(LedgerSubmission record) {
    return new JsonObject()
        .put("number", record.number())
        .put("at", record.at().toString())
        .put("job", record.job())
        .put("attempt", record.attempt())
        .put("prompt_sha256", record.promptSha256())
        .put("outcome", record.outcome())
        .put("task_id", record.taskId())
        .put("challenges", record.challenges())
        .put("echoes", record.echoes());
  }

  private static JsonObject json(LedgerEntry record) {
    return new JsonObject()
        .put("id", record.id())
        .put("submission", record.submission())
        .put("job", record.job())
        .put("attempt", record.attempt())
        .put("created_at", record.createdAt().toString())
        .put("status", record.status())
        .put("price_usd", record.priceUsd().toPlainString())
        .put("charged_usd", record.chargedUsd().toPlainString())
        .put("heard", record.acknowledgedPushes());
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) file.get().close();
  }
}
