package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which versions and ciphers are accepted, by both engines, for both kinds of key. */
@Timeout(120)
class CipherSuitesTest {
  private final ListenerFixture listener = new ListenerFixture();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  private final List<NetClient> held = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"RSA, false", "RSA, true", "ECDSA, false", "ECDSA, true"})
  void only_authenticated_ciphers_with_forward_secrecy_are_accepted(String key, boolean java)
      throws Exception {
    listener.engine = Optional.of(java ? new JdkSSLEngineOptions() : new OpenSSLEngineOptions());
    start(key);
    for (String refused :
        List.of(
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_" + key + "_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_" + key + "_WITH_AES_256_CBC_SHA")) {
      Future<NetSocket> connected = connect("TLSv1.2", refused);
      assertThatThrownBy(() -> connected.await(10, SECONDS))
          .as(refused)
          .isInstanceOf(SSLException.class);
    }
    for (String taken :
        List.of("AES_128_GCM_SHA256", "AES_256_GCM_SHA384", "CHACHA20_POLY1305_SHA256")) {
      String suite = "TLS_ECDHE_" + key + "_WITH_" + taken;
      assertThat(connect("TLSv1.2", suite).await(10, SECONDS).sslSession().getCipherSuite())
          .isEqualTo(suite);
    }
    String any = "TLS_AES_128_GCM_SHA256";
    assertThat(connect("TLSv1.3", any).await(10, SECONDS).sslSession().getProtocol())
        .isEqualTo("TLSv1.3");
  }

  private void start(String key) throws Exception {
    CertificateBuilder certificate =
        new CertificateBuilder().subject("CN=keyframed").setIsCertificateAuthority(true);
    X509Bundle bundle =
        (key.equals("RSA") ? certificate.rsa2048() : certificate.ecp256()).buildSelfSigned();
    TlsFiles tls =
        new TlsFiles(dir.resolve("cert.pem"), dir.resolve("key.pem"), Duration.ofMinutes(5));
    Files.writeString(tls.certificate(), bundle.getCertificatePathPEM());
    Files.writeString(tls.key(), bundle.getPrivateKeyPEM());
    listener.start(ListenerLimits.USUAL, Optional.of(tls), 1);
  }

  /** Offers one cipher suite alone, by BoringSSL: Java would not even offer some of them. */
  private Future<NetSocket> connect(String version, String suite) {
    NetClientOptions options =
        new NetClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setHostnameVerificationAlgorithm("")
            .setEnabledSecureTransportProtocols(Set.of(version))
            .setSslEngineOptions(new OpenSSLEngineOptions())
            .addEnabledCipherSuite(suite);
    NetClient client = listener.vertx.createNetClient(options);
    held.add(client); // the garbage collector closes an unreferenced client
    return client.connect(listener.health.port(), ListenerFixture.HOST);
  }
}
