package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.text.PlainLine;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Describes a problem with a Redis server.
 *
 * @param words what is wrong, then what to do; one line without secrets
 */
record RedisProblem(Reason reason, String words) {

  private static final int LONGEST = 1000;

  private static final String CHECK = "check redis.url and the server";

  /** Cuts the words to one line, because they may contain a server's own text. */
  RedisProblem {
    words = PlainLine.of(words, LONGEST);
  }

  /** Names the kind of a problem. If there are several, the first one is reported. */
  enum Reason {
    /** Nothing answers there, or not yet. */
    UNREACHABLE,
    /** TLS to the server fails. */
    TLS,
    /** The server refuses the login. */
    WRONG_PASSWORD,
    /** The server is older than the scripts need. */
    TOO_OLD,
    /** The user lacks a right that is needed. */
    MISSING_RIGHT,
    /** The server answers, but is not the one to use. */
    UNUSABLE,
    /** The server answers, but refuses writes. */
    REFUSED_WRITES,
    /** The server refuses one command repeatedly. */
    REFUSED,
    /** The clocks of server and daemon differ by seconds. */
    CLOCK,
    /** No connection was tried yet. */
    UNKNOWN;

    /** Returns the name for metrics. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Explains why a connection could not be made, or was lost. */
  static RedisProblem of(RedisEndpoint endpoint, Throwable cause) {
    if (cause instanceof RedisTooOldException) {
      return new RedisProblem(Reason.TOO_OLD, cause.getMessage());
    }
    if (cause instanceof MissingRightException) {
      return new RedisProblem(Reason.MISSING_RIGHT, cause.getMessage());
    }
    if (cause instanceof UnsupportedFormatException) {
      return new RedisProblem(Reason.UNUSABLE, cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      String hint = endpoint.isTls() ? "; does that port use TLS?" : "";
      return new RedisProblem(
          Reason.UNREACHABLE, at(endpoint, "is unavailable: timed out; " + CHECK + hint));
    }
    return TlsFault.words(endpoint, cause)
        .map(words -> new RedisProblem(Reason.TLS, at(endpoint, words)))
        .orElseGet(() -> said(endpoint, plain(cause)));
  }

  /** Returns the system's words about a connection, without additions of the transport. */
  private static String plain(Throwable cause) {
    String words = reason(cause);
    if (cause instanceof UnknownHostException) {
      return "host name cannot be resolved";
    }
    if (cause instanceof FileNotFoundException) {
      return "socket not found";
    }
    if (words.startsWith("CONNECTION_CLOSED") || cause instanceof ClosedChannelException) {
      return "the connection was closed";
    }
    return Stream.of("Connection refused", "connection timed out", "No route to host")
        .filter(words::contains)
        .findFirst()
        .orElse(words);
  }

  /** Reports that no connection was tried yet. */
  static RedisProblem notYet(RedisEndpoint endpoint) {
    return new RedisProblem(
        Reason.UNKNOWN, at(endpoint, "is unavailable: not connected yet; " + CHECK));
  }

  /** Explains an error of Redis by its first word. */
  static RedisProblem said(RedisEndpoint endpoint, String words) {
    Reason reason = Remedy.reason(words);
    String what =
        switch (reason) {
          case WRONG_PASSWORD -> "refused the login: ";
          case MISSING_RIGHT -> "refused a command that keyframed needs: ";
          default -> "is unavailable: ";
        };
    return new RedisProblem(reason, at(endpoint, what + words + "; " + Remedy.of(words)));
  }

  private static String at(RedisEndpoint endpoint, String what) {
    return "Redis at " + endpoint.place() + " " + what;
  }

  /** Returns the message of a failure and of its cause. */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    String own = message == null ? cause.getClass().getSimpleName() : message;
    String whole = cause.getCause() == null ? own : own + ": " + cause.getCause().getMessage();
    return whole.lines().findFirst().orElse("");
  }
}
