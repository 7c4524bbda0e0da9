package dev.keyframed.net;

/** Says what is wrong with the URL of a Redis, and what to do. Repeats nothing of the URL. */
public final class RedisUrlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RedisUrlException(String message) {
    super(message);
  }
}
