package dev.keyframed.service.callback;

import dev.keyframed.job.CallbackUrls;
import dev.keyframed.port.CallbackProtocol;
import io.vertx.core.net.KeyCertOptions;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the settings of the callback listener (src/docs/configuration.md).
 *
 * @param host host name or address, or {@code unix:} and a path for a socket instead of a port
 * @param port 0 for any free port, which {@link ListenerHealth#port()} then returns
 * @param tls empty for plain HTTP/1 behind a proxy. Read at each check of the files, so that a
 *     reload can name other files
 * @param prefix path of {@code callback.public_url}, possibly empty. A proxy may pass it on or
 *     strip it
 * @param protocol reads the provider's messages
 * @param storeReplyTimeout limits the wait for a reply of the store. Shorter than the 3 s for which
 *     the provider waits for an echo
 * @param limits limits of the connections of peers
 */
public record CallbackSettings(
    String host,
    int port,
    Optional<Supplier<TlsFiles>> tls,
    String prefix,
    CallbackUrls urls,
    CallbackProtocol protocol,
    Duration storeReplyTimeout,
    ListenerLimits limits) {
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofMillis(2500);
  private static final String UNIX = "unix:";

  /** Removes a slash at the end of the prefix. */
  public CallbackSettings {
    prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /** Returns the Unix socket to listen on, or empty if the host is not one. */
  Optional<UnixSocket> socket() {
    return host.startsWith(UNIX)
        ? Optional.of(new UnixSocket(Path.of(host.substring(UNIX.length()))))
        : Optional.empty();
  }

  /**
   * Returns how many instances can listen: the wanted number, or 1 on a Unix socket, which cannot
   * be shared.
   */
  public int instances(int wanted) {
    return socket().isPresent() ? 1 : wanted;
  }

  /** Returns settings with the time-out and the limits that suit the provider. */
  public static CallbackSettings of(
      String host,
      int port,
      Optional<Supplier<TlsFiles>> tls,
      String prefix,
      CallbackUrls urls,
      CallbackProtocol protocol) {
    return new CallbackSettings(
        host, port, tls, prefix, urls, protocol, STORE_REPLY_TIMEOUT, ListenerLimits.USUAL);
  }

  /**
   * Names the PEM files of the certificate chain and its private key.
   *
   * @param checkEvery time between two reads of the files
   */
  public record TlsFiles(Path certificate, Path key, Duration checkEvery) {
    /**
     * Checks that the listener can use both files; blocks.
     *
     * @throws Exception if they cannot be used: a {@link CertificateException} if only the
     *     certificate is at fault
     */
    public void check() throws Exception {
      KeyCertOptions unused = new Certificate(null, () -> this).read(null);
    }
  }

  /**
   * Limits the connections of peers.
   *
   * @param receiving from the accepted connection to the end of its handshake, and from a request's
   *     head to the end of its body
   * @param idle time without a byte in either direction
   * @param connections open at once, over all instances of the listener. With TLS, one peer gets a
   *     quarter of them
   */
  public record ListenerLimits(Duration receiving, Duration idle, int connections) {
    /** Limits that are ample for the provider, whose messages are one packet each. */
    public static final ListenerLimits USUAL =
        new ListenerLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 1000);
  }
}
