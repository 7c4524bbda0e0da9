package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.keyframed.redis.EmbeddedRedis;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis of its own, and what it says of itself. */
final class RedisServer implements AutoCloseable {
  private static final int PATIENCE = 60;

  private final EmbeddedRedis server;
  private final Redis client;
  private final ProcessHandle process;

  private RedisServer(EmbeddedRedis server, Redis client, ProcessHandle process) {
    this.server = server;
    this.client = client;
    this.process = process;
  }

  /** One whose writes are on disk within a second, as the goals have it. */
  static RedisServer start(Vertx vertx, Path dir) throws IOException, TimeoutException {
    EmbeddedRedis server = EmbeddedRedis.start(dir, 0);
    String note = Files.readString(dir.resolve("redis.process"));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(note.substring(0, note.indexOf(' ')))).orElseThrow();
    RedisServer redis = new RedisServer(server, Redis.createClient(vertx, server.url()), process);
    redis.configure("appendfsync", "everysec");
    return redis;
  }

  String url() {
    return server.url();
  }

  void configure(String key, String value) throws TimeoutException {
    Response unused = command(Command.CONFIG, "SET", key, value);
  }

  Response command(Command command, Object... arguments) throws TimeoutException {
    return client.send(Request.cmd(command, arguments)).await(PATIENCE, SECONDS);
  }

  /** How often that command was carried out, within scripts too. */
  long calls(String command) throws TimeoutException {
    return number("commandstats", "cmdstat_" + command + ":calls=([0-9]+)");
  }

  /** Microseconds that it took in all. */
  long micros(String command) throws TimeoutException {
    return number("commandstats", "cmdstat_" + command + ":.*?usec=([0-9]+)");
  }

  /** Bytes of all that it keeps. */
  long memory() throws TimeoutException {
    return number("memory", "used_memory:([0-9]+)");
  }

  private long number(String section, String pattern) throws TimeoutException {
    Matcher found = Pattern.compile(pattern).matcher(command(Command.INFO, section).toString());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Time that it has been computing. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
