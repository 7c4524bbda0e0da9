package dev.keyframed.redis;

import dev.keyframed.port.JobQueue;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link JobQueue} as a consumer group on the queue's stream, on a connection of its own: a
 * blocking read stops whatever is behind it. For one reader, one read at a time.
 */
final class RedisJobQueue implements JobQueue {
  /** The consumer group that all daemons of the namespace form. */
  static final String GROUP = "keyframed";

  /** Below the idle time-out of the socket. */
  private static final Duration LONGEST_BLOCK = Duration.ofSeconds(8);

  private static final String START = "0-0";

  private final Script deliveries = Script.alone("deliveries");
  private final Keys keys;
  private final RedisLink link;
  private final String reader;
  private final Duration minIdle;

  // Of the one read under way.
  private String ownFrom = START;
  private String forgottenFrom = START;
  private long nextLook = System.nanoTime();

  /**
   * A reader.
   *
   * @param reader this daemon's own name, the same one after a restart
   * @param minIdle how long an entry must have lain with a reader before it counts as forgotten
   */
  RedisJobQueue(Keys keys, RedisLink link, String reader, Duration minIdle) {
    this.keys = keys;
    this.link = link;
    this.reader = reader;
    this.minIdle = minIdle;
  }

  @Override
  public Future<List<Entry>> read(int limit, Duration patience) {
    return next(limit, patience)
        .recover(cause -> isWithoutGroup(cause) ? createGroup() : Future.failedFuture(cause))
        // What an answer that was lost had brought is this reader's, and must be asked for again.
        .onFailure(cause -> ownFrom = START);
  }

  private Future<List<Entry>> next(int limit, Duration patience) {
    return own(limit)
        .compose(found -> found.isEmpty() ? forgotten(limit) : Future.succeededFuture(found))
        .compose(found -> found.isEmpty() ? fresh(limit, patience) : Future.succeededFuture(found));
  }

  /** What this reader was given before and never stored: once after each start and each fault. */
  private Future<List<Entry>> own(int limit) {
    if (ownFrom == null) {
      return Future.succeededFuture(List.of());
    }
    Request request = group(limit).arg("STREAMS").arg(keys.jobs()).arg(ownFrom);
    return link.send("xreadgroup", request)
        .compose(
            reply -> {
              List<Raw> raw = ofStream(reply);
              ownFrom = raw.isEmpty() ? null : raw.get(raw.size() - 1).id;
              return withDeliveries(raw);
            });
  }

  /** What any reader, this one too, was given long ago. */
  private Future<List<Entry>> forgotten(int limit) {
    if (System.nanoTime() - nextLook < 0) {
      return Future.succeededFuture(List.of());
    }
    Request request =
        Request.cmd(Command.XAUTOCLAIM)
            .arg(keys.jobs())
            .arg(GROUP)
            .arg(reader)
            .arg(minIdle.toMillis())
            .arg(forgottenFrom)
            .arg("COUNT")
            .arg(limit);
    return link.send("xautoclaim", request)
        .compose(
            reply -> {
              forgottenFrom = reply.get(0).toString();
              if (forgottenFrom.equals(START)) {
                nextLook = System.nanoTime() + minIdle.toNanos() / 2;
              }
              return withDeliveries(entries(reply.get(1)));
            });
  }

  private Future<List<Entry>> fresh(int limit, Duration patience) {
    Duration block = patience.compareTo(LONGEST_BLOCK) < 0 ? patience : LONGEST_BLOCK;
    Request request = group(limit);
    if (block.toMillis() > 0) { // BLOCK 0 would be for ever
      request.arg("BLOCK").arg(block.toMillis());
    }
    request.arg("STREAMS").arg(keys.jobs()).arg(">");
    return link.send("xreadgroup", request, block.plus(RedisLink.PATIENCE))
        .map(reply -> ofStream(reply).stream().map(raw -> new Entry(raw.id, raw.job, 1)).toList());
  }

  private Request group(int limit) {
    return Request.cmd(Command.XREADGROUP)
        .arg("GROUP")
        .arg(GROUP)
        .arg(reader)
        .arg("COUNT")
        .arg(limit);
  }

  private Future<List<Entry>> withDeliveries(List<Raw> raw) {
    List<Raw> there = raw.stream().filter(entry -> !entry.deleted).toList();
    if (raw.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<String> arguments = new ArrayList<>(List.of(GROUP));
    there.forEach(entry -> arguments.add(entry.id));
    return forget(raw.stream().filter(Raw::deleted).toList())
        .compose(gone -> deliveries.run(link, List.of(keys.jobs()), arguments))
        .map(
            counts -> {
              List<Entry> entries = new ArrayList<>();
              for (int at = 0; at < there.size(); at++) {
                Raw entry = there.get(at);
                entries.add(new Entry(entry.id, entry.job, counts.get(at).toLong()));
              }
              return entries;
            });
  }

  /** Takes entries off the reader's list whose producer has deleted them. */
  private Future<Void> forget(List<Raw> deleted) {
    if (deleted.isEmpty()) {
      return Future.succeededFuture();
    }
    Request request = Request.cmd(Command.XACK).arg(keys.jobs()).arg(GROUP);
    deleted.forEach(entry -> request.arg(entry.id));
    return link.send("xack", request).mapEmpty();
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
    return isError(cause, "NOGROUP") || isError(cause, "UNBLOCKED");
  }

  private static boolean isError(Throwable cause, String word) {
    return cause instanceof RedisFault
        && String.valueOf(cause.getCause().getMessage()).startsWith(word);
  }

  /** The entries of the one stream that was read; a reply of null: none came. */
  private static List<Raw> ofStream(Response reply) {
    return reply == null || reply.size() == 0 ? List.of() : entries(reply.get(0).get(1));
  }

  private static List<Raw> entries(Response reply) {
    List<Raw> entries = new ArrayList<>();
    for (Response entry : reply) {
      Response fields = entry.get(1);
      String id = entry.get(0).toString();
      entries.add(
          fields == null
              ? new Raw(id, null, true)
              : new Raw(id, Replies.fields(fields).get("job"), false));
    }
    return entries;
  }

  /** An entry as it was read; {@code deleted}: only its id is left. */
  private record Raw(String id, String job, boolean deleted) {}
}
