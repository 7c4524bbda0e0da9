package dev.keyframed.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a Redis as Debian builds it, which is what a busy daemon uses.
 *
 * <p>The static build of the embedded one takes twice as long for the same script.
 */
final class BenchRedis implements AutoCloseable {
  private static final int PATIENCE = 60;

  private final ServerProcess server;
  private final Redis client;

  private BenchRedis(ServerProcess server, Redis client) {
    this.server = server;
    this.client = client;
  }

  /** Starts a Redis whose writes are on disk within a second, as the goals demand. */
  static BenchRedis start(Vertx vertx, Path dir) throws Exception {
    int port = ServerProcess.freePort();
    List<String> command =
        List.of(
            SystemProgram.find("redis-server", "redis-server"),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            Files.createDirectories(dir).toString(),
            "--save",
            "",
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--maxmemory-policy",
            "noeviction");
    ServerProcess server = ServerProcess.start(command, Map.of(), port, dir.resolve("redis.log"));
    return new BenchRedis(server, Redis.createClient(vertx, "redis://127.0.0.1:" + port));
  }

  String url() {
    return "redis://127.0.0.1:" + server.port();
  }

  void configure(String key, String value) throws TimeoutException {
    Response unused = command(Command.CONFIG, "SET", key, value);
  }

  Response command(Command command, Object... arguments) throws TimeoutException {
    return client.send(Request.cmd(command, arguments)).await(PATIENCE, SECONDS);
  }

  /** Returns how often a command was executed, within scripts too. */
  long calls(String command) throws TimeoutException {
    return number("commandstats", "cmdstat_" + command + ":calls=([0-9]+)");
  }

  /** Returns the total microseconds of a command. */
  long micros(String command) throws TimeoutException {
    return number("commandstats", "cmdstat_" + command + ":.*?usec=([0-9]+)");
  }

  /** Returns the bytes of all stored data. */
  long memory() throws TimeoutException {
    return number("memory", "used_memory:([0-9]+)");
  }

  private long number(String section, String pattern) throws TimeoutException {
    Matcher found = Pattern.compile(pattern).matcher(command(Command.INFO, section).toString());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Returns the consumed CPU time. */
  Duration cpu() {
    return server.cpu();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
