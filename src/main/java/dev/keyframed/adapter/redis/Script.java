package dev.keyframed.adapter.redis;

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

/** Runs a Lua script from the resources of this package. Its head documents arguments and reply. */
final class Script {
  private final String name;
  private final String source;
  private final String digest;

  private Script(String name, String source) {
    this.name = name;
    this.source = source;
    this.digest = digest(source);
  }

  /** Loads a script that needs no library. */
  static Script alone(String name) {
    return new Script(name, resource(name));
  }

  /** Loads a script that uses {@code lib.lua}. Its first line, with the flags, stays first. */
  static Script withLibrary(String name) {
    String own = resource(name);
    int end = own.indexOf('\n') + 1;
    return new Script(name, own.substring(0, end) + resource("lib") + own.substring(end));
  }

  /** Runs the script by its digest, or by its source if Redis does not have it yet. */
  Future<Response> run(RedisLink link, List<String> keys, List<String> arguments) {
    return run(link, keys, arguments, RedisLink.COMMAND_TIMEOUT);
  }

  /** Runs the script with a longer time limit. */
  Future<Response> run(
      RedisLink link, List<String> keys, List<String> arguments, Duration timeout) {
    return link.send(name, request(Command.EVALSHA, digest, keys, arguments), timeout)
        .recover(
            cause ->
                isUnknown(cause)
                    ? link.send(name, whole(keys, arguments), timeout)
                    : Future.failedFuture(cause));
  }

  /** Returns the command that runs the script by its source. */
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
    return cause instanceof RedisErrorException
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
