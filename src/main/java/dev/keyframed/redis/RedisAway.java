package dev.keyframed.redis;

import dev.keyframed.port.AwayException;

/**
 * Redis could not be asked, or did not answer: whether a change was made is unknown. Worth a
 * repeat; the connection is being made again meanwhile. Has no stack trace, for it may come in
 * masses.
 */
public final class RedisAway extends AwayException {
  private static final long serialVersionUID = 1;

  RedisAway(String message) {
    super(message, null);
  }
}
