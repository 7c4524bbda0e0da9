package dev.keyframed.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * Represents an accepted creation request.
 *
 * @param seconds 6 or 10
 * @param priceUsd charged when the video is ready
 */
record Order(
    JobRef job,
    String prompt,
    Optional<Frame> first,
    Frame last,
    Resolution resolution,
    int seconds,
    BigDecimal priceUsd,
    Optional<URI> callback) {

  Subject subject() {
    return new Subject(job.job(), prompt);
  }
}
