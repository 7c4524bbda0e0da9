package dev.keyframed.callback;

import java.net.URI;
import java.time.Duration;

/**
 * How our own public URL is called.
 *
 * @param publicUrl {@code callback.public_url}, without a slash at its end
 * @param every from one call to the next
 * @param confirmAfter how soon a call that failed is made once more before anything is said
 * @param patience for each step: name, connection, handshake, answer
 */
public record SelfCheckSettings(
    URI publicUrl, Duration every, Duration confirmAfter, Duration patience) {

  /** A blip, or a balancer that has only just been told of us, is no news. */
  public SelfCheckSettings(URI publicUrl, Duration every) {
    this(publicUrl, every, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
