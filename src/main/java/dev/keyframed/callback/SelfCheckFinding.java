package dev.keyframed.callback;

import dev.keyframed.metrics.SelfCheckMeters.Way;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one call to our own public URL has shown.
 *
 * @param text for people; says what to do next where it did not come through
 * @param certificateEnds of the certificate that was shown, if any was
 */
record SelfCheckFinding(Way way, String text, Optional<Instant> certificateEnds) {
  /** A renewal that should have happened by itself has failed by then. */
  private static final Duration SOON = Duration.ofDays(14);

  /** With the certificate that was shown, or null. */
  static SelfCheckFinding of(Way way, String text, X509Certificate shown) {
    return new SelfCheckFinding(
        way, text, Optional.ofNullable(shown).map(seen -> seen.getNotAfter().toInstant()));
  }

  boolean reachable() {
    return way == Way.REACHABLE;
  }

  /** What is to be said of a certificate that still works but not for long; mostly empty. */
  String endsSoon(Instant now) {
    return certificateEnds
        .map(end -> Duration.between(now, end))
        .filter(left -> reachable() && left.compareTo(SOON) < 0)
        .map(left -> "its certificate ends in " + left.toDays() + " days, renew it")
        .orElse("");
  }
}
