package dev.keyframed.redis;

/**
 * Redis could not be asked, or did not answer: whether a change was made is unknown. Worth a
 * repeat; the connection is being made again meanwhile. Has no stack trace, for it may come in
 * masses.
 */
public final class RedisAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  RedisAway(String message) {
    super(message, null, false, false);
  }
}
