package dev.keyframed.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose creation this is, as far as the provider can tell: what an audit groups by and what a
 * scripted fault is aimed at.
 *
 * @param job from the callback URL; without one, a hash of what is asked for
 * @param attempt from the callback URL, else empty
 */
record JobRef(String job, String attempt) {
  private static final Pattern CALLBACK = Pattern.compile("/callbacks/([^/?]+)/([^/?]+)/[^/?]+$");

  /** The last part of the URL proves who may call it; it is left out. */
  static JobRef of(String callbackUrl, String prompt, String first, String last) {
    Matcher named = CALLBACK.matcher(callbackUrl);
    if (named.find()) return new JobRef(named.group(1), named.group(2));
    return new JobRef(Digest.sha256(prompt, first, last), "");
  }
}
