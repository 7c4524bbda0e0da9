package dev.keyframed.redis;

import dev.keyframed.net.RedisEndpoint;
import dev.keyframed.text.PlainLine;
import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What is wrong with a Redis.
 *
 * @param words what is wrong, then what to do; a line without secrets
 */
record RedisProblem(Reason reason, String words) {

  private static final int LONGEST = 1000;

  private static final String CHECK = "check redis.url and the server";

  /** Makes the words fit for a line: a server's own may stand in them. */
  RedisProblem {
    words = PlainLine.of(words, LONGEST);
  }

  /** Why it is of no use; of several at once the first one is told. */
  enum Reason {
    /** Nothing answers there, or not yet. */
    UNREACHABLE,
    /** TLS to it fails. */
    TLS,
    /** It does not know us. */
    WRONG_PASSWORD,
    /** It is older than what our scripts need. */
    TOO_OLD,
    /** Our user may not do what we need. */
    MISSING_RIGHT,
    /** It answers and is not the one to speak to. */
    UNUSABLE,
    /** It answers and takes no writes. */
    REFUSED_WRITES,
    /** It refuses one command again and again. */
    REFUSED,
    /** Its clock is seconds from ours. */
    CLOCK,
    /** Nobody has tried yet. */
    UNKNOWN;

    /** Returns the name that metrics show. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Explains why a connection could not be made, or was lost. */
  static RedisProblem of(RedisEndpoint endpoint, Throwable cause) {
    if (cause instanceof TooOldRedis) {
      return new RedisProblem(Reason.TOO_OLD, cause.getMessage());
    }
    if (cause instanceof MissingRight) {
      return new RedisProblem(Reason.MISSING_RIGHT, cause.getMessage());
    }
    if (cause instanceof NewerFormat) {
      return new RedisProblem(Reason.UNUSABLE, cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      String hint = endpoint.isTls() ? "; does it speak TLS there?" : "";
      return new RedisProblem(
          Reason.UNREACHABLE, at(endpoint, "is away: it does not answer; " + CHECK + hint));
    }
    return TlsFault.words(endpoint, cause)
        .map(words -> new RedisProblem(Reason.TLS, at(endpoint, words)))
        .orElseGet(() -> said(endpoint, plain(cause)));
  }

  /** What the system says of a connection, without what the transport adds to it. */
  private static String plain(Throwable cause) {
    String words = reason(cause);
    if (cause instanceof UnknownHostException) {
      return "its name cannot be resolved";
    }
    if (cause instanceof FileNotFoundException) {
      return "there is no such socket";
    }
    if (words.startsWith("CONNECTION_CLOSED") || cause instanceof ClosedChannelException) {
      return "the connection was closed";
    }
    return Stream.of("Connection refused", "connection timed out", "No route to host")
        .filter(words::contains)
        .findFirst()
        .orElse(words);
  }

  /** Says that nobody has tried yet. */
  static RedisProblem notYet(RedisEndpoint endpoint) {
    return new RedisProblem(Reason.UNKNOWN, at(endpoint, "is away: not connected yet; " + CHECK));
  }

  /** Explains an error by its first word. */
  static RedisProblem said(RedisEndpoint endpoint, String words) {
    Reason reason = Remedy.reason(words);
    String what =
        switch (reason) {
          case WRONG_PASSWORD -> "does not let us in: ";
          case MISSING_RIGHT -> "does not allow what is needed: ";
          default -> "is away: ";
        };
    return new RedisProblem(reason, at(endpoint, what + words + "; " + Remedy.of(words)));
  }

  private static String at(RedisEndpoint endpoint, String what) {
    return "Redis at " + endpoint.place() + " " + what;
  }

  /** Returns the message of a failure, and of what was behind it. */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    String own = message == null ? cause.getClass().getSimpleName() : message;
    String whole = cause.getCause() == null ? own : own + ": " + cause.getCause().getMessage();
    return whole.lines().findFirst().orElse("");
  }
}
