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
record AcceptedRequest(
    JobRef job,
    String prompt,
    Optional<AcceptedFrame> first,
    AcceptedFrame last,
    Resolution resolution,
    int seconds,
    BigDecimal priceUsd,
    Optional<URI> callback) {

  FaultTarget subject() {
    return new FaultTarget(job.job(), prompt);
  }
}
