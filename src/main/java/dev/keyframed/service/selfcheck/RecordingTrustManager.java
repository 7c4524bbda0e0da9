package dev.keyframed.service.selfcheck;

import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
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
 * Checks a server as another trust manager does, and keeps its certificate and fault. For one
 * connection. Thread-safe.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager trusted;
  private volatile X509Certificate certificate;
  private volatile SelfCheckOutcome fault;

  RecordingTrustManager(X509ExtendedTrustManager trusted) {
    this.trusted = trusted;
  }

  /**
   * Returns a trust manager for those authorities.
   *
   * @param authorities null for Java's own list, or that of {@code javax.net.ssl.trustStore}
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
      throw new IllegalStateException(
          "Java's list of trusted authorities is not readable: check javax.net.ssl.trustStore", e);
    }
  }

  /** Returns the server's own certificate, or null if it has presented none. */
  X509Certificate certificate() {
    return certificate;
  }

  /** Returns the fault of the certificate, if any. */
  Optional<SelfCheckOutcome> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keys, SSLEngine engine)
      throws CertificateException {
    certificate = chain[0];
    fault = SelfCheckOutcome.EXPIRED;
    certificate.checkValidity();
    fault = SelfCheckOutcome.UNTRUSTED;
    trusted.checkServerTrusted(chain, keys);
    fault = SelfCheckOutcome.WRONG_NAME;
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
