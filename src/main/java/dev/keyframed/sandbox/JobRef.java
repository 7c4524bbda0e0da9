package dev.keyframed.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies the job of a creation, as far as the provider can know it.
 *
 * <p>Audits group by it, and scripted faults select by it.
 *
 * @param job from the callback URL; without one, a hash of the request
 * @param attempt from the callback URL, else empty
 */
record JobRef(String job, String attempt) {
  private static final Pattern CALLBACK = Pattern.compile("/callbacks/([^/?]+)/([^/?]+)/[^/?]+$");

  /** Returns the reference of a request; the signature in the URL is left out. */
  static JobRef of(String callbackUrl, String prompt, String first, String last) {
    Matcher named = CALLBACK.matcher(callbackUrl);
    if (named.find()) return new JobRef(named.group(1), named.group(2));
    return new JobRef(Digest.sha256(prompt, first, last), "");
  }
}
