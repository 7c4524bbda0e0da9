package dev.keyframed.adapter.redis;

import dev.keyframed.port.JobQueue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link JobQueue} as a consumer group on the queue's stream. It polls the stream with a
 * script that hands out entries within a budget. A blocking read would transfer a text of any
 * length. For one reader, and one read at a time.
 */
final class RedisJobQueue implements JobQueue {
  private static final Logger log = LoggerFactory.getLogger(RedisJobQueue.class);

  /** Names the consumer group of all daemons of the namespace. */
  static final String GROUP = "keyframed";

  /**
   * Sets the time between two polls of an empty queue. It is short beside a creation, which takes a
   * second.
   */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(150);

  /**
   * Limits the time of a script that reads many megabytes over a slow network. Longer than {@link
   * RedisLink#COMMAND_TIMEOUT}.
   */
  private static final Duration TAKE_TIMEOUT = Duration.ofSeconds(30);

  /** Sets the delay after which an entry that was put back is read again. */
  private static final Duration REREAD_DELAY = Duration.ofSeconds(2);

  private static final Duration READERS_CHECK_INTERVAL = Duration.ofHours(1);

  /** Sets the time after which a silent reader without entries is removed from the group. */
  static final Duration READER_EXPIRY = Duration.ofDays(3);

  /**
   * Limits the entries that were put back and whose release is not stored yet. There are few,
   * unless Redis refuses writes for long.
   */
  private static final int MOST_UNRELEASED = 10_000;

  private static final String START = "0-0";
  private static final String FIRST = "-";
  private static final String DONE = "";

  /** Counts the values before the entries in the reply of {@code take.lua}. */
  private static final int REPLY_HEAD_LENGTH = 5;

  private final Script take = Script.alone("take");
  private final Script release = Script.alone("release");
  private final Script leave = Script.alone("leave");
  private final Vertx vertx;
  private final NamespaceKeys keys;
  private final RedisLink link;
  private final String reader;
  private final Duration minIdle;
  private final long budget;

  /**
   * Distinguishes one run of the reader from the next. Only the end of a run counts against an
   * entry.
   */
  private final String runId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

  private final Set<String> unreleased = new LinkedHashSet<>();

  // State of the read in progress.
  private String own = START;
  private String forgotten = DONE;
  private String unheld = DONE;
  private boolean ownAgain;
  private long nextOwn;
  private long nextForgottenCheck = System.nanoTime();
  private long nextReadersCheck = System.nanoTime();

  /**
   * Creates a reader.
   *
   * @param reader this daemon's name, the same after a restart
   * @param minIdle how long an entry must have been with another reader before it counts as
   *     forgotten
   * @param budget bytes of text that one read hands out; a single longer text is handed out alone
   */
  RedisJobQueue(
      Vertx vertx,
      NamespaceKeys keys,
      RedisLink link,
      String reader,
      Duration minIdle,
      long budget) {
    this.vertx = vertx;
    this.keys = keys;
    this.link = link;
    this.reader = reader;
    this.minIdle = minIdle;
    this.budget = budget;
  }

  @Override
  public Future<List<Entry>> read(int limit, Duration maxWait) {
    return releaseStarts()
        .compose(paid -> removeReaders())
        .compose(removed -> poll(limit, System.nanoTime() + maxWait.toNanos()))
        .onFailure(cause -> restart());
  }

  /**
   * Restarts the read at this reader's own entries. Entries of a lost answer belong to this reader,
   * and must be requested again.
   */
  private void restart() {
    own = START;
    nextForgottenCheck = System.nanoTime();
  }

  private Future<List<Entry>> poll(int limit, long deadline) {
    return next(limit)
        .recover(cause -> isWithoutGroup(cause) ? createGroup() : Future.failedFuture(cause))
        .compose(
            found ->
                found.isEmpty() && System.nanoTime() - deadline < 0
                    ? vertx.timer(POLL_INTERVAL.toMillis()).compose(later -> poll(limit, deadline))
                    : Future.succeededFuture(found));
  }

  private Future<List<Entry>> next(int limit) {
    long now = System.nanoTime();
    if (ownAgain && own.equals(DONE) && now - nextOwn >= 0) {
      ownAgain = false;
      own = START;
    }
    if (now - nextForgottenCheck >= 0) {
      nextForgottenCheck = now + minIdle.toNanos() / 2;
      forgotten = START;
      unheld = FIRST;
    }
    List<String> arguments =
        List.of(
            GROUP,
            reader,
            runId,
            Integer.toString(limit),
            Long.toString(budget),
            Integer.toString(LONGEST_JOB),
            Integer.toString(MOST_FIELDS),
            Integer.toString(MOST_STARTS),
            Long.toString(minIdle.toMillis()),
            own,
            forgotten,
            unheld);
    return take.run(link, List.of(keys.jobs(), keys.starts()), arguments, TAKE_TIMEOUT)
        .map(this::taken);
  }

  private List<Entry> taken(Response reply) {
    own = reply.get(0).toString();
    forgotten = reply.get(1).toString();
    unheld = reply.get(2).toString();
    int found = reply.get(3).toInteger();
    if (found > 0) {
      log.atWarn()
          .addKeyValue("entries", found)
          .log("taking queue entries that no reader held: {}", found);
    }
    String begunAfter = reply.get(4).toString();
    if (!begunAfter.isEmpty()) {
      log.warn(
          "recreating the queue: an entry was added with the id {}, after which Redis accepts"
              + " hardly any other id",
          begunAfter);
    }
    List<Entry> entries = new ArrayList<>();
    for (int at = REPLY_HEAD_LENGTH; at < reply.size(); at++) {
      Response entry = reply.get(at);
      Content content = content(entry.get(2).toString(), entry.get(3));
      entries.add(new Entry(entry.get(0).toString(), content, entry.get(1).toLong()));
    }
    return entries;
  }

  private static Content content(String kind, Response value) {
    return switch (kind) {
      case "text" -> new Content.Text(value.toBytes());
      case "long" -> new Content.TooLong(value.toLong());
      case "fields" -> new Content.TooManyFields(value.toLong());
      case "none" -> new Content.Missing();
      case "withheld" -> new Content.Withheld();
      default -> throw new IllegalStateException("unexpected reply of a script: " + kind);
    };
  }

  @Override
  public Future<Void> putBack(List<String> entries) {
    if (unreleased.size() + entries.size() <= MOST_UNRELEASED) {
      unreleased.addAll(entries);
    }
    ownAgain = true;
    nextOwn = System.nanoTime() + REREAD_DELAY.toNanos();
    return releaseStarts();
  }

  private Future<Void> releaseStarts() {
    if (unreleased.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> entries = List.copyOf(unreleased);
    List<String> arguments = new ArrayList<>(List.of(runId));
    arguments.addAll(entries);
    return release
        .run(link, List.of(keys.starts()), arguments)
        .onSuccess(released -> entries.forEach(unreleased::remove))
        .mapEmpty();
  }

  /** Removes readers that have gone from the group. Its failure does not stop the reading. */
  private Future<Void> removeReaders() {
    if (System.nanoTime() - nextReadersCheck < 0) {
      return Future.succeededFuture();
    }
    nextReadersCheck = System.nanoTime() + READERS_CHECK_INTERVAL.toNanos();
    return leave("").otherwiseEmpty();
  }

  /**
   * Leaves the group, unless this reader still holds an entry. Call it when nothing is read any
   * more.
   */
  Future<Void> leave() {
    return releaseStarts().compose(paid -> leave(reader));
  }

  private Future<Void> leave(String stopping) {
    List<String> arguments = List.of(GROUP, stopping, Long.toString(READER_EXPIRY.toMillis()));
    return leave.run(link, List.of(keys.jobs()), arguments).mapEmpty();
  }

  /**
   * Creates the group at the oldest entry. It is missing before the first read, and after Redis was
   * flushed.
   */
  private Future<List<Entry>> createGroup() {
    Request request =
        Request.cmd(Command.XGROUP)
            .arg("CREATE")
            .arg(keys.jobs())
            .arg(GROUP)
            .arg("0")
            .arg("MKSTREAM");
    return link.send("xgroup", request)
        .recover(cause -> isError(cause, "BUSYGROUP") ? Future.succeededFuture() : failed(cause))
        .map(List.of());
  }

  private static Future<Response> failed(Throwable cause) {
    return Future.failedFuture(cause);
  }

  private static boolean isWithoutGroup(Throwable cause) {
    return isError(cause, "NOGROUP");
  }

  private static boolean isError(Throwable cause, String word) {
    return cause instanceof RedisErrorException
        && String.valueOf(cause.getCause().getMessage()).startsWith(word);
  }
}
