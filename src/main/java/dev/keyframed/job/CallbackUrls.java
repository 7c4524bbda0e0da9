package dev.keyframed.job;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
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
 *
 * <p>Beside them one URL for calls of the daemon to itself, {@code
 * /callbacks/self.check/NONCE/MAC}: with its dot it is the URL of no job, and neither its MAC nor
 * the answer to it is of use for one.
 */
public final class CallbackUrls {
  /** The path below the public URL that all callbacks share. */
  public static final String ROOT = "/callbacks/";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_LENGTH = 22;
  private static final int LONGEST = 64 + 1 + 26 + 1 + MAC_LENGTH;
  private static final String SELF_CALL = "self.check";
  private static final String SELF_ANSWER = "self.answer";
  private static final int NONCE_LENGTH = 22;

  /** Looking one up takes as long as using it. */
  private static final ThreadLocal<Mac> MAC =
      ThreadLocal.withInitial(
          () -> {
            try {
              return Mac.getInstance(ALGORITHM);
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
          });

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
    String[] parts = parts(path);
    if (parts.length != 3 || !JobId.isValid(parts[0])) {
      return Optional.empty();
    }
    JobId job = new JobId(parts[0]);
    return signer(parts)
        .flatMap(signed -> Attempt.parse(parts[1]))
        .map(attempt -> new Caller(job, attempt));
  }

  /** Whom a callback speaks of. */
  public record Caller(JobId job, Attempt attempt) {}

  /**
   * A call to whoever listens at our public URL.
   *
   * @param nonce 22 of {@code A-Za-z0-9_-}, never the same twice
   */
  public SelfCall selfCall(String nonce) {
    return selfCall(keys.get(0), nonce);
  }

  /** The call that path is of, made by us or by another node; empty for every other path. */
  public Optional<SelfCall> verifySelfCall(String path) {
    String[] parts = parts(path);
    if (parts.length != 3 || !parts[0].equals(SELF_CALL) || !isNonce(parts[1])) {
      return Optional.empty();
    }
    return signer(parts).map(key -> selfCall(key, parts[1]));
  }

  /**
   * A call to ourselves.
   *
   * @param path a token as well
   * @param challenge what is to be said there
   * @param answer what only one can answer who holds the secret that the path was made with
   */
  public record SelfCall(String path, String challenge, String answer) {}

  private SelfCall selfCall(SecretKeySpec key, String nonce) {
    String path = ROOT + SELF_CALL + "/" + nonce + "/" + mac(key, SELF_CALL, nonce);
    return new SelfCall(path, nonce, mac(key, SELF_ANSWER, nonce));
  }

  private static boolean isNonce(String text) {
    return Alphabet.SAFE.spells(text, NONCE_LENGTH, NONCE_LENGTH);
  }

  /** What stands between the slashes below the root; nothing for a path that cannot be ours. */
  private static String[] parts(String path) {
    return path.startsWith(ROOT) && path.length() <= ROOT.length() + LONGEST
        ? path.substring(ROOT.length()).split("/", -1)
        : new String[0];
  }

  /** The secret that made that path, if any did. */
  private Optional<SecretKeySpec> signer(String[] parts) {
    byte[] given = parts[2].getBytes(StandardCharsets.UTF_8);
    SecretKeySpec signer = null;
    for (SecretKeySpec key : keys) {
      byte[] right = mac(key, parts[0], parts[1]).getBytes(StandardCharsets.UTF_8);
      signer = MessageDigest.isEqual(right, given) ? key : signer;
    }
    return Optional.ofNullable(signer);
  }

  private String mac(SecretKeySpec key, String first, String second) {
    try {
      Mac mac = MAC.get();
      mac.init(key);
      // The parts cannot hold a slash, so no two triples make the same text.
      byte[] whole =
          mac.doFinal((namespace + "/" + first + "/" + second).getBytes(StandardCharsets.UTF_8));
      String text =
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, 18));
      return text.substring(0, MAC_LENGTH);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("an HMAC takes every key", e);
    }
  }
}
