package dev.keyframed.port;

/**
 * Reads the provider's callbacks, and writes their echo (src/docs/provider-api.md). Pure, and safe
 * on any thread.
 */
public interface CallbackProtocol {

  /**
   * Returns the message of a callback's body.
   *
   * @param body any bytes, bounded by the listener; a body in no known form gives {@link
   *     CallbackMessage.UnreadableBody}
   */
  CallbackMessage read(byte[] body);

  /** Returns the body that holds a challenge: the provider's request, and the echo in answer. */
  byte[] challenge(String text);
}
