package dev.keyframed.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs download paths and verifies them.
 *
 * <p>The {@code %2F} is part of the signed text, as with the provider's storage. A client that
 * decodes or encodes the URL again breaks the signature.
 */
final class UrlSigner {
  private static final Pattern PATH =
      Pattern.compile(
          "(/sandbox%2Fvideos%2F(\\d{1,19})/output\\.mp4)\\?Expires=(\\d{1,12})&Signature=([0-9a-f]{64})(&.*)?");

  private final byte[] secret = new byte[32];
  private final Clock clock;
  private final Duration lifetime;

  /** Names the result of the verification. */
  enum UrlVerdict {
    VALID,
    EXPIRED,
    FORGED
  }

  /**
   * Holds the result of a verification.
   *
   * @param fileId empty if the path is forged
   */
  record Reading(UrlVerdict verdict, Optional<String> fileId) {}

  UrlSigner(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
    new SecureRandom().nextBytes(secret);
  }

  /** Returns signed path and query, valid for the lifetime from now. */
  String sign(String fileId) {
    String path = "/sandbox%2Fvideos%2F" + fileId + "/output.mp4";
    String expires = Long.toString(clock.instant().plus(lifetime).getEpochSecond());
    return path + "?Expires=" + expires + "&Signature=" + signature(path, expires);
  }

  /**
   * Verifies a path.
   *
   * @param uri path and query, as sent
   */
  Reading read(String uri) {
    Matcher parts = PATH.matcher(uri);
    if (!parts.matches()) return new Reading(UrlVerdict.FORGED, Optional.empty());
    byte[] given = parts.group(4).getBytes(StandardCharsets.US_ASCII);
    byte[] right = signature(parts.group(1), parts.group(3)).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(given, right))
      return new Reading(UrlVerdict.FORGED, Optional.empty());
    boolean expired =
        clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(parts.group(3))));
    return new Reading(
        expired ? UrlVerdict.EXPIRED : UrlVerdict.VALID, Optional.of(parts.group(2)));
  }

  private String signature(String path, String expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((path + '\n' + expires).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
