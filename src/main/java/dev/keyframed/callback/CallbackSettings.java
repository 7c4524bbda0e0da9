package dev.keyframed.callback;

import dev.keyframed.job.CallbackUrls;
import io.vertx.core.net.KeyCertOptions;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How callbacks are listened for (contract: configuration).
 *
 * @param host {@code unix:} and a path for a socket instead of a port
 * @param port 0 for any free one, which {@link ListenerHealth#port()} then tells
 * @param tls without it plain HTTP/1, for use behind a proxy; asked at each look at the files, so
 *     that a reload can name others
 * @param prefix the path of {@code callback.public_url}, perhaps empty; a proxy may pass it on or
 *     strip it
 * @param patience how long the store may take for an answer; the provider waits 3 s for an echo
 * @param limits what one peer may take
 */
public record CallbackSettings(
    String host,
    int port,
    Optional<Supplier<Tls>> tls,
    String prefix,
    CallbackUrls urls,
    Duration patience,
    Limits limits) {
  private static final String UNIX = "unix:";

  /** Takes a slash off the prefix's end. */
  public CallbackSettings {
    prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /** The Unix socket to listen on, where it is one. */
  Optional<UnixSocket> socket() {
    return host.startsWith(UNIX)
        ? Optional.of(new UnixSocket(Path.of(host.substring(UNIX.length()))))
        : Optional.empty();
  }

  /** How many may listen side by side; nobody shares a Unix socket. */
  public int instances(int wanted) {
    return socket().isPresent() ? 1 : wanted;
  }

  /** Settings with the patience and the limits that suit the provider. */
  public static CallbackSettings of(
      String host, int port, Optional<Supplier<Tls>> tls, String prefix, CallbackUrls urls) {
    return new CallbackSettings(
        host, port, tls, prefix, urls, Duration.ofMillis(2500), Limits.USUAL);
  }

  /**
   * The certificate chain and its private key, as PEM files.
   *
   * @param checkEvery how often they are read again
   */
  public record Tls(Path certificate, Path key, Duration checkEvery) {
    /**
     * Reads both as the listener will; blocks.
     *
     * @throws Exception where they cannot be used: a {@link CertificateException} where that is the
     *     certificate's fault alone
     */
    public void check() throws Exception {
      KeyCertOptions unused = new Certificate(null, () -> this).read(null);
    }
  }

  /**
   * What peers may take.
   *
   * @param receiving from the accepted connection to the end of its handshake, and from a request's
   *     head to the end of its body
   * @param idle without a byte in either direction
   * @param connections open at once, over all instances of the listener; where it speaks TLS, one
   *     peer gets a quarter of them
   */
  public record Limits(Duration receiving, Duration idle, int connections) {
    /** Ample for the provider, whose messages are one packet each. */
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 1000);
  }
}
