package dev.keyframed.service.callback;

import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.X509KeyManager;

/** Reads the listener's certificate chain and private key from two PEM files. */
final class Certificate {
  private final Vertx vertx;
  private final Supplier<TlsFiles> where;

  Certificate(Vertx vertx, Supplier<TlsFiles> where) {
    this.vertx = vertx;
    this.where = where;
  }

  /** Returns the time between two checks of the files. */
  Duration checkEvery() {
    return where.get().checkEvery();
  }

  /**
   * Reads and checks both files; blocks.
   *
   * <p>A renewal replaces one file after the other. Java would accept a pair of an old and a new
   * file and fail every handshake. The key is therefore checked against the certificate by a
   * signature.
   *
   * @param proven a pair that was checked before and is not checked again, or null
   * @throws Exception if a file is not readable, or the key does not belong to the certificate
   */
  PemKeyCertOptions read(KeyCertOptions proven) throws Exception {
    TlsFiles files = where.get();
    byte[] chain = Files.readAllBytes(files.certificate());
    PemKeyCertOptions pair =
        new PemKeyCertOptions()
            .setCertValue(Buffer.buffer(chain))
            .setKeyValue(Buffer.buffer(Files.readAllBytes(files.key())));
    if (!pair.equals(proven)) {
      prove(pair, leaf(chain));
    }
    return pair;
  }

  private void prove(PemKeyCertOptions pair, PublicKey publicKey) throws Exception {
    if (!belongs(publicKey, secret(pair, publicKey.getAlgorithm()))) {
      throw new KeyException("the key does not belong to the certificate");
    }
  }

  private static PublicKey leaf(byte[] chain) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(chain))
        .getPublicKey();
  }

  private PrivateKey secret(PemKeyCertOptions pair, String algorithm) throws Exception {
    X509KeyManager keys = (X509KeyManager) pair.getKeyManagerFactory(vertx).getKeyManagers()[0];
    String[] names = keys.getServerAliases(algorithm, null);
    if (names == null) {
      throw new KeyException("the key does not fit the certificate's algorithm, " + algorithm);
    }
    return keys.getPrivateKey(names[0]);
  }

  private static boolean belongs(PublicKey publicKey, PrivateKey privateKey)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(signing(publicKey.getAlgorithm()));
    signature.initSign(privateKey);
    signature.update(publicKey.getEncoded());
    byte[] proof = signature.sign();
    signature.initVerify(publicKey);
    signature.update(publicKey.getEncoded());
    return signature.verify(proof);
  }

  private static String signing(String algorithm) {
    return switch (algorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> algorithm; // EdDSA signs under its own name
    };
  }
}
