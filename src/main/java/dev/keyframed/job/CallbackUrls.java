package dev.keyframed.job;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The callback URLs of attempts: {@code /callbacks/JOB/ATTEMPT/MAC}, where MAC is an HMAC-SHA256
 * over namespace, job and attempt, cut to 132 bits. Whoever does not hold the secret cannot name an
 * attempt's URL, and the check asks nobody. Thread-safe.
 */
public final class CallbackUrls {
  /** The path below the public URL that all callbacks share. */
  public static final String ROOT = "/callbacks/";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_LENGTH = 22;
  private static final int LONGEST = 64 + 1 + 26 + 1 + MAC_LENGTH;

  private final String namespace;
  private final List<SecretKeySpec> keys;

  /**
   * URLs of that namespace.
   *
   * @param secrets the current one, which signs, then those that still verify
   */
  public CallbackUrls(String namespace, List<String> secrets) {
    this.namespace = namespace;
    this.keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
  }

  /** The path of that attempt's URL; a token: it must not be logged. */
  public String path(JobId job, Attempt attempt) {
    return ROOT + job + "/" + attempt + "/" + mac(keys.get(0), job.text(), attempt.toString());
  }

  /** Whose URL that path is; empty for every path that we did not make, and nothing tells why. */
  public Optional<Caller> verify(String path) {
    if (!path.startsWith(ROOT) || path.length() > ROOT.length() + LONGEST) {
      return Optional.empty();
    }
    String[] parts = path.substring(ROOT.length()).split("/", -1);
    if (parts.length != 3 || !JobId.isValid(parts[0])) {
      return Optional.empty();
    }
    byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
    boolean ours = false;
    for (SecretKeySpec key : keys) {
      byte[] right = mac(key, parts[0], parts[1]).getBytes(StandardCharsets.UTF_8);
      ours |= MessageDigest.isEqual(right, given);
    }
    JobId job = new JobId(parts[0]);
    return ours
        ? Attempt.parse(parts[1]).map(attempt -> new Caller(job, attempt))
        : Optional.empty();
  }

  /** Whom a callback speaks of. */
  public record Caller(JobId job, Attempt attempt) {}

  private String mac(SecretKeySpec key, String job, String attempt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // The parts cannot hold a slash, so no two triples make the same text.
      byte[] whole =
          mac.doFinal((namespace + "/" + job + "/" + attempt).getBytes(StandardCharsets.UTF_8));
      String text =
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, 18));
      return text.substring(0, MAC_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
