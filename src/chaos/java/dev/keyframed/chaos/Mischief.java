package dev.keyframed.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Disturbs a Redis as careless producers and operators do, while daemons work.
 *
 * <p>It adds entries that are no jobs, withdraws rights briefly, fills memory, and deletes readers.
 * Each disturbance ends before the next begins.
 */
final class Mischief {
  /** Names the daemons' user, whose rights are withdrawn and restored. */
  static final String USER = "daemon";

  static final String PASSWORD = "a password of this test";

  private static final String JOBS = "{keyframed}:jobs";
  private static final List<String> COMMANDS =
      List.of("xadd", "hincrby", "zadd", "hset", "set", "pexpire", "xack", "hdel", "zrem");
  private static final List<Buffer> BAD =
      List.of(
          text("{\"prompt\":\"\\ud83d\",\"last_frame_image\":\"https://example.com/b.jpg\"}"),
          Buffer.buffer("{\"prompt\":\"")
              .appendBytes(new byte[] {(byte) 0xb5, (byte) 0xc6})
              .appendString("\",\"last_frame_image\":\"https://example.com/b.jpg\"}"),
          text("{\"last_frame_image\":\"data:image/webp;base64," + lyingWebp() + "\"}"),
          text("{\"last_frame_image\":\"https://x.internal:99999/\"}"),
          text("[".repeat(5000)));

  private final Vertx vertx;
  private final Random chance;
  private final Set<String> entries = new TreeSet<>();
  private final int kinds;
  private Runnable undo = () -> {};
  private int begun;

  /**
   * Creates the disturbances; none begins yet.
   *
   * @param readers whether readers are deleted too, whose entries are found only a minute later
   */
  Mischief(Vertx vertx, Random chance, boolean readers) {
    this.vertx = vertx;
    this.chance = chance;
    this.kinds = readers ? 4 : 3;
  }

  private static Buffer text(String job) {
    return Buffer.buffer(job);
  }

  /** Returns a WebP image whose colour profile claims to have two gigabytes. */
  private static String lyingWebp() {
    Buffer profile = Buffer.buffer(new byte[128]).setInt(0, 0x7ffffff0);
    Buffer image =
        Buffer.buffer("RIFF", StandardCharsets.US_ASCII.name())
            .appendIntLE(1000)
            .appendString("WEBPVP8X")
            .appendIntLE(10)
            .appendBytes(new byte[] {0x20, 0, 0, 0, (byte) 0x8f, 1, 0, (byte) 0x8f, 1, 0})
            .appendString("ICCP")
            .appendIntLE(128)
            .appendBuffer(profile);
    return Base64.getEncoder().encodeToString(image.getBytes());
  }

  /** Returns the ids of invalid entries, each of which must end as a rejected job. */
  Set<String> entries() {
    return Set.copyOf(entries);
  }

  /** Returns the number of disturbances. */
  int count() {
    return begun;
  }

  /** Creates the daemons' user with all rights; to be repeated after each start of a Redis. */
  static void allow(Vertx vertx, String url) throws Exception {
    tell(vertx, url, Command.ACL, "SETUSER", USER, "on", ">" + PASSWORD, "~*", "&*", "+@all");
  }

  /**
   * Ends the current disturbance and begins another; steps that an unavailable Redis misses are
   * skipped.
   */
  void round(String url) {
    try {
      undo.run();
      undo = () -> {};
      begun++;
      switch (chance.nextInt(kinds)) {
        case 0 -> withdraw(url, COMMANDS.get(chance.nextInt(COMMANDS.size())));
        case 1 -> fill(url);
        case 2 -> enqueue(url, BAD.get(chance.nextInt(BAD.size())));
        default -> deleteReaders(url);
      }
    } catch (Exception away) {
      begun--;
    }
  }

  /** Ends the current disturbance. */
  void end() {
    undo.run();
    undo = () -> {};
  }

  private void withdraw(String url, String command) throws Exception {
    undo = () -> unlessAway(() -> tell(vertx, url, Command.ACL, "SETUSER", USER, "+" + command));
    tell(vertx, url, Command.ACL, "SETUSER", USER, "-" + command);
  }

  private void fill(String url) throws Exception {
    undo = () -> unlessAway(() -> tell(vertx, url, Command.CONFIG, "SET", "maxmemory", "0"));
    tell(vertx, url, Command.CONFIG, "SET", "maxmemory", "1");
  }

  private void deleteReaders(String url) throws Exception {
    for (int node = 0; node < 2; node++) {
      tell(vertx, url, Command.XGROUP, "DELCONSUMER", JOBS, "keyframed", "node-" + node);
    }
  }

  private void enqueue(String url, Buffer job) throws Exception {
    entries.add(run(vertx, url, Command.XADD, JOBS, "*", "job", job).toString());
  }

  private interface Act {
    void run() throws Exception;
  }

  /**
   * Performs a step, unless Redis is unavailable; a killed Redis loses the disturbance by itself.
   */
  private static void unlessAway(Act act) {
    try {
      act.run();
    } catch (Exception away) {
      // A restarted Redis has neither the limit nor the restricted user.
    }
  }

  private static void tell(Vertx vertx, String url, Command command, Object... words)
      throws Exception {
    if (run(vertx, url, command, words) == null) {
      throw new IllegalStateException(command + " was not answered");
    }
  }

  private static Response run(Vertx vertx, String url, Command command, Object... words)
      throws Exception {
    Redis client = Redis.createClient(vertx, url);
    try {
      Request request = Request.cmd(command);
      for (Object word : words) {
        if (word instanceof Buffer bytes) {
          request.arg(bytes);
        } else {
          request.arg(word.toString());
        }
      }
      return client.send(request).await(5, SECONDS);
    } finally {
      client.close();
    }
  }
}
