package dev.keyframed.redis;

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
 * {@link JobQueue} as a consumer group on the queue's stream. It is looked at again and again, by a
 * script that hands out what fits: a blocking read would bring a text of any length whole. For one
 * reader, one read at a time.
 */
final class RedisJobQueue implements JobQueue {
  private static final Logger log = LoggerFactory.getLogger(RedisJobQueue.class);

  /** The consumer group that all daemons of the namespace form. */
  static final String GROUP = "keyframed";

  /** From one look at an empty queue to the next: short beside a creation, which takes a second. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(150);

  /** How long a script that reads many megabytes may take, on a slow network. */
  private static final Duration TAKE_PATIENCE = Duration.ofSeconds(30);

  /** From an entry that was put back until it comes again. */
  private static final Duration COMES_AGAIN_AFTER = Duration.ofSeconds(2);

  private static final Duration READERS_LOOK_EVERY = Duration.ofHours(1);

  /** A reader that holds nothing and was not heard of for so long has gone. */
  static final Duration GONE_AFTER = Duration.ofDays(3);

  /** Entries put back whose release is still to be stored; few, unless Redis refuses for long. */
  private static final int MOST_OWED = 10_000;

  private static final String START = "0-0";
  private static final String FIRST = "-";
  private static final String DONE = "";

  /** What stands before the entries in the reply of {@code take.lua}. */
  private static final int HEAD = 5;

  private final Script take = Script.alone("take");
  private final Script release = Script.alone("release");
  private final Script leave = Script.alone("leave");
  private final Vertx vertx;
  private final Keys keys;
  private final RedisLink link;
  private final String reader;
  private final Duration minIdle;
  private final long budget;

  /** Tells one life of the reader from the next: only the end of one counts against an entry. */
  private final String life = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

  private final Set<String> owed = new LinkedHashSet<>();

  // Of the one read under way.
  private String own = START;
  private String forgotten = DONE;
  private String unheld = DONE;
  private boolean ownAgain;
  private long nextOwn;
  private long nextLook = System.nanoTime();
  private long nextLookAtReaders = System.nanoTime();

  /**
   * A reader.
   *
   * @param reader this daemon's own name, the same one after a restart
   * @param minIdle how long an entry must have lain with a reader before it counts as forgotten
   * @param budget bytes of text that one read hands out, but for a single one
   */
  RedisJobQueue(
      Vertx vertx, Keys keys, RedisLink link, String reader, Duration minIdle, long budget) {
    this.vertx = vertx;
    this.keys = keys;
    this.link = link;
    this.reader = reader;
    this.minIdle = minIdle;
    this.budget = budget;
  }

  @Override
  public Future<List<Entry>> read(int limit, Duration patience) {
    return payDebts()
        .compose(paid -> lookAtReaders())
        .compose(looked -> look(limit, System.nanoTime() + patience.toNanos()))
        .onFailure(cause -> beginAnew());
  }

  /** What an answer that was lost had brought is this reader's, and must be asked for again. */
  private void beginAnew() {
    own = START;
    nextLook = System.nanoTime();
  }

  private Future<List<Entry>> look(int limit, long until) {
    return next(limit)
        .recover(cause -> isWithoutGroup(cause) ? createGroup() : Future.failedFuture(cause))
        .compose(
            found ->
                found.isEmpty() && System.nanoTime() - until < 0
                    ? vertx.timer(LOOK_EVERY.toMillis()).compose(later -> look(limit, until))
                    : Future.succeededFuture(found));
  }

  private Future<List<Entry>> next(int limit) {
    long now = System.nanoTime();
    if (ownAgain && own.equals(DONE) && now - nextOwn >= 0) {
      ownAgain = false;
      own = START;
    }
    if (now - nextLook >= 0) {
      nextLook = now + minIdle.toNanos() / 2;
      forgotten = START;
      unheld = FIRST;
    }
    List<String> arguments =
        List.of(
            GROUP,
            reader,
            life,
            Integer.toString(limit),
            Long.toString(budget),
            Integer.toString(LONGEST_JOB),
            Integer.toString(MOST_FIELDS),
            Integer.toString(MOST_STARTS),
            Long.toString(minIdle.toMillis()),
            own,
            forgotten,
            unheld);
    return take.run(link, List.of(keys.jobs(), keys.starts()), arguments, TAKE_PATIENCE)
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
          .log("entries of the queue that no reader held are taken: {}", found);
    }
    String begunAfter = reply.get(4).toString();
    if (!begunAfter.isEmpty()) {
      log.warn(
          "the queue is made anew: somebody gave an entry the id {}, after which Redis takes hardly any other",
          begunAfter);
    }
    List<Entry> entries = new ArrayList<>();
    for (int at = HEAD; at < reply.size(); at++) {
      Response entry = reply.get(at);
      Content content = content(entry.get(2).toString(), entry.get(3));
      entries.add(new Entry(entry.get(0).toString(), content, entry.get(1).toLong()));
    }
    return entries;
  }

  private static Content content(String word, Response value) {
    return switch (word) {
      case "text" -> new Content.Text(value.toBytes());
      case "long" -> new Content.TooLong(value.toLong());
      case "fields" -> new Content.TooManyFields(value.toLong());
      case "none" -> new Content.Missing();
      case "withheld" -> new Content.Withheld();
      default -> throw new IllegalStateException("a script answered " + word);
    };
  }

  @Override
  public Future<Void> putBack(List<String> entries) {
    if (owed.size() + entries.size() <= MOST_OWED) {
      owed.addAll(entries);
    }
    ownAgain = true;
    nextOwn = System.nanoTime() + COMES_AGAIN_AFTER.toNanos();
    return payDebts();
  }

  private Future<Void> payDebts() {
    if (owed.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> entries = List.copyOf(owed);
    List<String> arguments = new ArrayList<>(List.of(life));
    arguments.addAll(entries);
    return release
        .run(link, List.of(keys.starts()), arguments)
        .onSuccess(released -> entries.forEach(owed::remove))
        .mapEmpty();
  }

  /** Readers that have gone leave; that this fails is no reason to read nothing. */
  private Future<Void> lookAtReaders() {
    if (System.nanoTime() - nextLookAtReaders < 0) {
      return Future.succeededFuture();
    }
    nextLookAtReaders = System.nanoTime() + READERS_LOOK_EVERY.toNanos();
    return leave("").otherwiseEmpty();
  }

  /** Leaves the group, unless an entry is left in this reader's hands. Nothing is read then. */
  Future<Void> leave() {
    return payDebts().compose(paid -> leave(reader));
  }

  private Future<Void> leave(String stopping) {
    List<String> arguments = List.of(GROUP, stopping, Long.toString(GONE_AFTER.toMillis()));
    return leave.run(link, List.of(keys.jobs()), arguments).mapEmpty();
  }

  /** No group yet, or no longer: a Redis that was flushed. It begins with the oldest entry. */
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
    return cause instanceof RedisFault
        && String.valueOf(cause.getCause().getMessage()).startsWith(word);
  }
}
