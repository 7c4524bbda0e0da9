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
 * Signs and verifies the callback URLs of attempts, {@code /callbacks/JOB/ATTEMPT/MAC}.
 *
 * <p>MAC is an HMAC-SHA256 over namespace, job and attempt, cut to 132 bits. Without the secret, an
 * attempt's URL cannot be made. The check needs no store. Thread-safe.
 *
 * <p>One more URL is for calls of the daemon to itself, {@code /callbacks/self.check/NONCE/MAC}.
 * Its dot makes it the URL of no job. Neither its MAC nor the answer to it is of use for a job's
 * URL.
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

  private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

  private final String namespace;
  private final List<SigningKey> keys;

  /**
   * Makes and verifies the URLs of that namespace.
   *
   * @param secrets the current one, which signs, then the former ones, which still verify
   */
  public CallbackUrls(String namespace, List<String> secrets) {
    this.namespace = namespace;
    this.keys = secrets.stream().map(SigningKey::new).toList();
  }

  /** Returns the path of that attempt's URL. It is a token and must not be logged. */
  public String path(JobId job, Attempt attempt) {
    return path(keys.get(0), job.text(), attempt.toString());
  }

  /**
   * Returns the job and attempt of the path. Empty for every path that we did not make, without a
   * reason.
   */
  public Optional<Caller> verify(String path) {
    Parts parts = parts(path);
    if (parts == null || !JobId.isValid(parts.first) || signer(parts) == null) {
      return Optional.empty();
    }
    return Attempt.parse(parts.second).map(attempt -> new Caller(new JobId(parts.first), attempt));
  }

  /** Names the job and the attempt of a callback. */
  public record Caller(JobId job, Attempt attempt) {}

  /**
   * Makes a call to the listener at our public URL.
   *
   * @param nonce 22 of {@code A-Za-z0-9_-}, never the same twice
   */
  public SelfCall selfCall(String nonce) {
    return selfCall(keys.get(0), nonce);
  }

  /**
   * Returns the self-call of that path, made by this or another daemon; empty for every other path.
   */
  public Optional<SelfCall> verifySelfCall(String path) {
    Parts parts = parts(path);
    if (parts == null || !parts.first.equals(SELF_CALL) || !isNonce(parts.second)) {
      return Optional.empty();
    }
    return Optional.ofNullable(signer(parts)).map(key -> selfCall(key, parts.second));
  }

  /**
   * Describes a call of the daemon to itself.
   *
   * @param path a token as well
   * @param challenge the text that the call sends
   * @param answer the text that only a holder of the path's secret can return
   */
  public record SelfCall(String path, String challenge, String answer) {}

  private SelfCall selfCall(SigningKey key, String nonce) {
    return new SelfCall(path(key, SELF_CALL, nonce), nonce, text(mac(key, SELF_ANSWER, nonce)));
  }

  private static boolean isNonce(String text) {
    return AllowedChars.SAFE.spells(text, NONCE_LENGTH, NONCE_LENGTH);
  }

  private record Parts(String first, String second, String mac) {}

  /** Splits the path below the root into its three parts; null for a path that cannot be ours. */
  private static Parts parts(String path) {
    if (!path.startsWith(ROOT) || path.length() > ROOT.length() + LONGEST) {
      return null;
    }
    int one = path.indexOf('/', ROOT.length());
    int two = path.indexOf('/', one + 1);
    return one < 0 || two < 0 || path.indexOf('/', two + 1) >= 0
        ? null
        : new Parts(
            path.substring(ROOT.length(), one),
            path.substring(one + 1, two),
            path.substring(two + 1));
  }

  /** Returns the secret that signed that path, or null. */
  private SigningKey signer(Parts parts) {
    byte[] given = parts.mac.getBytes(StandardCharsets.UTF_8);
    SigningKey signer = null;
    for (SigningKey key : keys) {
      byte[] right = mac(key, parts.first, parts.second);
      signer = MessageDigest.isEqual(right, given) ? key : signer;
    }
    return signer;
  }

  private String path(SigningKey key, String first, String second) {
    return ROOT + first + "/" + second + "/" + text(mac(key, first, second));
  }

  private static String text(byte[] mac) {
    return new String(mac, StandardCharsets.US_ASCII);
  }

  /** Returns the MAC's characters in ASCII. */
  private byte[] mac(SigningKey key, String first, String second) {
    // The parts cannot hold a slash, so no two triples make the same text.
    String text = namespace + "/" + first + "/" + second;
    byte[] whole = key.mac(text.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(LETTERS.encode(whole), MAC_LENGTH);
  }

  /** Holds a secret, with a prepared MAC for each thread: making one takes longer than using it. */
  private static final class SigningKey {
    private final ThreadLocal<Mac> macs;

    SigningKey(String secret) {
      SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
      macs = ThreadLocal.withInitial(() -> ready(key));
    }

    private static Mac ready(SecretKeySpec key) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        return mac;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + ALGORITHM + ", for every key", e);
      }
    }

    byte[] mac(byte[] text) {
      return macs.get().doFinal(text);
    }
  }
}
