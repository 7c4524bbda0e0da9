package dev.keyframed.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A Lua script of this package's resources; its head says what it takes and returns. */
final class Script {
  private final String name;
  private final String source;
  private final String digest;

  private Script(String name, String source) {
    this.name = name;
    this.source = source;
    this.digest = digest(source);
  }

  /** A script that stands alone. */
  static Script alone(String name) {
    return new Script(name, resource(name));
  }

  /** A script that uses {@code lib.lua}; the first line, with its flags, stays the first. */
  static Script withLibrary(String name) {
    String own = resource(name);
    int end = own.indexOf('\n') + 1;
    return new Script(name, own.substring(0, end) + resource("lib") + own.substring(end));
  }

  /** Runs it in one step; by its digest, or as a whole where this Redis does not know it yet. */
  Future<Response> run(RedisLink link, List<String> keys, List<String> arguments) {
    return run(link, keys, arguments, RedisLink.PATIENCE);
  }

  /** The same, where it may take longer than others do. */
  Future<Response> run(
      RedisLink link, List<String> keys, List<String> arguments, Duration patience) {
    return link.send(name, request(Command.EVALSHA, digest, keys, arguments), patience)
        .recover(
            cause ->
                isUnknown(cause)
                    ? link.send(name, whole(keys, arguments), patience)
                    : Future.failedFuture(cause));
  }

  /** The command that runs it whatever Redis knows. */
  Request whole(List<String> keys, List<String> arguments) {
    return request(Command.EVAL, source, keys, arguments);
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static boolean isUnknown(Throwable cause) {
    return cause instanceof RedisFault
        && String.valueOf(cause.getCause().getMessage()).startsWith("NOSCRIPT");
  }

  private static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
