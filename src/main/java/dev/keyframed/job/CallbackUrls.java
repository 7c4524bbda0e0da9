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

  private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

  private final String namespace;
  private final List<Key> keys;

  /**
   * URLs of that namespace.
   *
   * @param secrets the current one, which signs, then those that still verify
   */
  public CallbackUrls(String namespace, List<String> secrets) {
    this.namespace = namespace;
    this.keys = secrets.stream().map(Key::new).toList();
  }

  /** The path of that attempt's URL; a token: it must not be logged. */
  public String path(JobId job, Attempt attempt) {
    return path(keys.get(0), job.text(), attempt.toString());
  }

  /** Whose URL that path is; empty for every path that we did not make, and nothing tells why. */
  public Optional<Caller> verify(String path) {
    Parts parts = parts(path);
    if (parts == null || !JobId.isValid(parts.first) || signer(parts) == null) {
      return Optional.empty();
    }
    return Attempt.parse(parts.second).map(attempt -> new Caller(new JobId(parts.first), attempt));
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
    Parts parts = parts(path);
    if (parts == null || !parts.first.equals(SELF_CALL) || !isNonce(parts.second)) {
      return Optional.empty();
    }
    return Optional.ofNullable(signer(parts)).map(key -> selfCall(key, parts.second));
  }

  /**
   * A call to ourselves.
   *
   * @param path a token as well
   * @param challenge what is to be said there
   * @param answer what only one can answer who holds the secret that the path was made with
   */
  public record SelfCall(String path, String challenge, String answer) {}

  private SelfCall selfCall(Key key, String nonce) {
    return new SelfCall(path(key, SELF_CALL, nonce), nonce, text(mac(key, SELF_ANSWER, nonce)));
  }

  private static boolean isNonce(String text) {
    return Alphabet.SAFE.spells(text, NONCE_LENGTH, NONCE_LENGTH);
  }

  private record Parts(String first, String second, String mac) {}

  /** What stands between the slashes below the root; null for a path that cannot be ours. */
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

  /** The secret that made that path, or null. */
  private Key signer(Parts parts) {
    byte[] given = parts.mac.getBytes(StandardCharsets.UTF_8);
    Key signer = null;
    for (Key key : keys) {
      byte[] right = mac(key, parts.first, parts.second);
      signer = MessageDigest.isEqual(right, given) ? key : signer;
    }
    return signer;
  }

  private String path(Key key, String first, String second) {
    return ROOT + first + "/" + second + "/" + text(mac(key, first, second));
  }

  private static String text(byte[] mac) {
    return new String(mac, StandardCharsets.US_ASCII);
  }

  /** The letters of it, in ASCII. */
  private byte[] mac(Key key, String first, String second) {
    // The parts cannot hold a slash, so no two triples make the same text.
    String text = namespace + "/" + first + "/" + second;
    byte[] whole = key.mac(text.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(LETTERS.encode(whole), MAC_LENGTH);
  }

  /** Each thread keeps a MAC made ready with it: to make one takes longer than to use it. */
  private static final class Key {
    private final ThreadLocal<Mac> macs;

    Key(String secret) {
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
