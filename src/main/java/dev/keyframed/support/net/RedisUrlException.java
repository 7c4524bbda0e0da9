package dev.keyframed.support.net;

/** Reports what is wrong with a Redis URL, and how to correct it. Repeats nothing of the URL. */
public final class RedisUrlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RedisUrlException(String message) {
    super(message);
  }
}
