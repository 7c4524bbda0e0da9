package dev.keyframed.bench;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the certificate of both servers, of the usual kind: a curve of 256 bits. */
record BenchCertificate(Path chain, Path key) {
  /** Creates a certificate in a directory. */
  static BenchCertificate in(Path dir) throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=127.0.0.1")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    BenchCertificate made = new BenchCertificate(dir.resolve("cert.pem"), dir.resolve("key.pem"));
    Files.writeString(made.chain(), bundle.getCertificatePathPEM());
    Files.writeString(made.key(), bundle.getPrivateKeyPEM());
    return made;
  }
}
