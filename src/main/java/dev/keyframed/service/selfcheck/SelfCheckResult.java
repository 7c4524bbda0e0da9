package dev.keyframed.service.selfcheck;

import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds the result of one call to the daemon's public URL.
 *
 * @param text for users; if the call failed, it says what to do
 * @param certificateEnds end of the certificate that the server presented, if any
 */
record SelfCheckResult(SelfCheckOutcome outcome, String text, Optional<Instant> certificateEnds) {
  /**
   * Remaining time of a certificate below which a warning is given: an automatic renewal has failed
   * by then.
   */
  private static final Duration SOON = Duration.ofDays(14);

  /** Returns a finding with the end of that certificate, which may be null. */
  static SelfCheckResult of(SelfCheckOutcome way, String text, X509Certificate certificate) {
    return new SelfCheckResult(
        way, text, Optional.ofNullable(certificate).map(seen -> seen.getNotAfter().toInstant()));
  }

  boolean reachable() {
    return outcome == SelfCheckOutcome.REACHABLE;
  }

  /** Returns a warning about a valid certificate that ends soon, or an empty text. */
  String endsSoon(Instant now) {
    return certificateEnds
        .map(end -> Duration.between(now, end))
        .filter(left -> reachable() && left.compareTo(SOON) < 0)
        .map(left -> "its certificate expires in " + left.toDays() + " days: renew it")
        .orElse("");
  }
}
