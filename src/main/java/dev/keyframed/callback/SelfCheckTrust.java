package dev.keyframed.callback;

import dev.keyframed.metrics.SelfCheckMeters.Way;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom another one trusts, and remembers for one connection what was shown and what was
 * wrong with it. Thread-safe.
 */
final class SelfCheckTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager trusted;
  private volatile X509Certificate shown;
  private volatile Way fault;

  SelfCheckTrust(X509ExtendedTrustManager trusted) {
    this.trusted = trusted;
  }

  /**
   * Whom Java trusts: its own list of authorities, or that of {@code javax.net.ssl.trustStore}.
   *
   * @param authorities null for those
   */
  static X509ExtendedTrustManager of(KeyStore authorities) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java's list of trusted authorities cannot be read", e);
    }
  }

  /** The server's own certificate; null where it has shown none. */
  X509Certificate shown() {
    return shown;
  }

  /** What is wrong with it. */
  Optional<Way> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keys, SSLEngine engine)
      throws CertificateException {
    shown = chain[0];
    fault = Way.EXPIRED;
    shown.checkValidity();
    fault = Way.UNTRUSTED;
    trusted.checkServerTrusted(chain, keys);
    fault = Way.WRONG_NAME;
    trusted.checkServerTrusted(chain, keys, engine);
    fault = null;
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trusted.getAcceptedIssuers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keys) throws CertificateException {
    throw new CertificateException("without the host's name nothing is trusted");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keys, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, keys);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keys) throws CertificateException {
    throw new CertificateException("no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keys, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, keys);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keys, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, keys);
  }
}
