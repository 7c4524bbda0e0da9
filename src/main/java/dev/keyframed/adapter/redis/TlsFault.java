package dev.keyframed.adapter.redis;

import dev.keyframed.support.net.RedisEndpoint;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Explains why TLS to a Redis server failed. Pure. */
final class TlsFault {
  private static final int DEEPEST = 12;
  private static final String NOT_TRUSTED =
      "has a certificate of an untrusted authority: set redis.tls.ca to that authority";

  private TlsFault() {}

  /** Returns what is wrong, then what to do. Empty if TLS is not the cause. */
  static Optional<String> words(RedisEndpoint endpoint, Throwable cause) {
    if (!endpoint.isTls()) {
      return Optional.empty();
    }
    if (is(cause, CertificateExpiredException.class)) {
      return Optional.of("has a certificate that has expired: renew it there");
    }
    if (is(cause, CertificateNotYetValidException.class)) {
      return Optional.of("has a certificate that is not valid yet: check the clocks");
    }
    if (is(cause, CertPathBuilderException.class)) {
      return Optional.of(NOT_TRUSTED);
    }
    if (says(cause, "No subject alternative") || says(cause, "No name matching")) {
      return Optional.of(
          "has a certificate for another name: use the name of the certificate in redis.url");
    }
    Optional<String> refused = refusal(endpoint, cause);
    if (refused.isPresent()) {
      return refused;
    }
    if (says(cause, "not an SSL/TLS record")) {
      return Optional.of("does not use TLS on that port: use redis://, or its port for TLS");
    }
    if (is(cause, CertificateException.class)) {
      return Optional.of(NOT_TRUSTED + " (" + RedisProblem.reason(cause) + ")");
    }
    if (says(cause, "-----BEGIN") // a file that is no PEM
        || is(cause, SSLException.class)
        || is(cause, GeneralSecurityException.class)
        || is(cause, NoSuchFileException.class)) {
      return Optional.of(
          "cannot be reached over TLS: "
              + RedisProblem.reason(cause)
              + "; check redis.url and redis.tls");
    }
    return Optional.empty();
  }

  /** Explains an alert of the server about the client. Under TLS 1.2 one alert has many causes. */
  private static Optional<String> refusal(RedisEndpoint endpoint, Throwable cause) {
    boolean without = endpoint.tls().cert().isEmpty();
    boolean wanted =
        says(cause, "certificate_required")
            || (without && (says(cause, "bad_certificate") || says(cause, "handshake_failure")));
    if (wanted) {
      return Optional.of("requires a client certificate: set redis.tls.cert and redis.tls.key");
    }
    return Stream.of("bad_certificate", "certificate_unknown", "certificate_expired", "unknown_ca")
        .filter(alert -> !without && says(cause, alert))
        .findFirst()
        .map(alert -> "refuses the client certificate of redis.tls.cert: " + alert);
  }

  private static boolean is(Throwable cause, Class<? extends Throwable> kind) {
    return chain(cause).anyMatch(kind::isInstance);
  }

  private static boolean says(Throwable cause, String words) {
    return chain(cause).anyMatch(each -> String.valueOf(each.getMessage()).contains(words));
  }

  private static Stream<Throwable> chain(Throwable cause) {
    return Stream.iterate(cause, each -> each != null, Throwable::getCause).limit(DEEPEST);
  }
}
