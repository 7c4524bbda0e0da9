package dev.keyframed.adapter.redis;

import dev.keyframed.port.StoreUnavailableException;

/**
 * Reports that Redis could not be asked or did not answer. Whether a change was made is unknown. A
 * repeat is worthwhile, because the connection is being restored. Has no stack trace, because it
 * may occur in large numbers.
 */
public final class RedisUnavailableException extends StoreUnavailableException {
  private static final long serialVersionUID = 1;

  RedisUnavailableException(String message) {
    super(message, null);
  }
}
