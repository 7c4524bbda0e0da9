package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Terminates TLS for a Redis server without TLS, as its own TLS port would. */
public final class TlsProxy {
  final X509Bundle authority;
  private final Vertx vertx;
  private final int redis;

  /** Creates a closed door with a certificate authority of its own. */
  public TlsProxy(Vertx vertx, int redis) throws Exception {
    this.vertx = vertx;
    this.redis = redis;
    this.authority = authority("CN=the authority of a test");
  }

  static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder().subject(name).setIsCertificateAuthority(true).buildSelfSigned();
  }

  /** Issues a certificate of the authority for a name. */
  public X509Bundle certificate(String name) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .addSanDnsName(name)
        .buildIssuedBy(authority);
  }

  X509Bundle expired(String name) throws Exception {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .subject("CN=" + name)
        .addSanDnsName(name)
        .notBefore(now.minus(20, ChronoUnit.DAYS))
        .notAfter(now.minus(10, ChronoUnit.DAYS))
        .buildIssuedBy(authority);
  }

  /** Opens the door. Returns its port. */
  public int open(X509Bundle certificate, ClientAuth clients, String... protocols)
      throws Exception {
    NetServerOptions options =
        new NetServerOptions()
            .setSsl(true)
            .setClientAuth(clients)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                    .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())))
            .setTrustOptions(
                new PemTrustOptions()
                    .addCertValue(Buffer.buffer(authority.getRootCertificatePEM())));
    if (protocols.length > 0) {
      options.setEnabledSecureTransportProtocols(Set.of(protocols));
    }
    NetServer server = vertx.createNetServer(options).connectHandler(this::pass);
    return server.listen(0, "127.0.0.1").await(10, SECONDS).actualPort();
  }

  private void pass(NetSocket from) {
    ConnectionForwarder.open(vertx, from, redis)
        .onSuccess(
            to -> {
              from.handler(to::write);
              from.resume();
            });
  }

  /** Writes the authority's certificate to a file. */
  public Path authority(Path dir) throws Exception {
    return file(dir, "ca.pem", authority.getRootCertificatePEM());
  }

  /** Writes a file of PEM text. */
  static Path file(Path dir, String name, String pem) throws Exception {
    return Files.writeString(dir.resolve(name), pem);
  }
}
