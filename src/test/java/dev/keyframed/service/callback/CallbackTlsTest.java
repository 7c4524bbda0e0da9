package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.Eventually;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class CallbackTlsTest {
  private static final String CHALLENGE = "{\"challenge\":\"x\"}";

  final ListenerFixture listener = new ListenerFixture();
  private final Map<HttpVersion, HttpClientAgent> clients = new EnumMap<>(HttpVersion.class);

  @TempDir Path dir;
  private TlsFiles tls;

  @BeforeEach
  void files() {
    tls = new TlsFiles(dir.resolve("cert.pem"), dir.resolve("key.pem"), Duration.ofMillis(20));
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void boringssl_is_available_on_supported_platforms() {
    assertThat(OpenSSLEngineOptions.isAvailable()).isTrue();
    assertThat(OpenSSLEngineOptions.isAlpnAvailable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.1, false", "TLSv1.2, true", "TLSv1.3, true"})
  void listener_refuses_tls_versions_below_1_2(String protocol, boolean spoken) throws Exception {
    start(certificate(1), 1);
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setEnabledSecureTransportProtocols(Set.of(protocol))
            // Java itself would not even offer the old versions.
            .setSslEngineOptions(new OpenSSLEngineOptions());
    HttpClientAgent client = listener.vertx.createHttpClient(options);
    Future<HttpClientConnection> connected =
        client.connect(
            new HttpConnectOptions().setHost(ListenerFixture.HOST).setPort(listener.health.port()));

    if (spoken) {
      assertThat(connected.await(10, SECONDS).sslSession().getProtocol()).isEqualTo(protocol);
    } else {
      assertThatThrownBy(() -> connected.await(10, SECONDS)).isInstanceOf(SSLException.class);
    }
    client.close(); // not before: the garbage collector closes an unreferenced client
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void listener_serves_http1_and_http2_over_tls(HttpVersion version) throws Exception {
    start(certificate(1), 1);
    HttpClientConnection connection = connect(version);

    assertThat(connection.protocolVersion()).isEqualTo(version);
    assertThat(challenge(connection).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void renewed_certificate_is_used_for_new_connections_while_open_ones_continue(HttpVersion version)
      throws Exception {
    start(certificate(1), 1);
    HttpClientConnection old = connect(version);
    assertThat(serial(old)).isEqualTo(1);

    write(certificate(2));
    awaitSerial(2, version);

    assertThat(challenge(old).statusCode()).isEqualTo(200);
    assertThat(connect(version).protocolVersion()).isEqualTo(version);
  }

  @Test
  void renewed_certificate_is_used_by_all_listener_instances() throws Exception {
    start(certificate(1), 3);
    write(certificate(2));
    awaitSerial(2, HttpVersion.HTTP_1_1);

    for (int i = 0; i < 6; i++) {
      assertThat(serial(connect(HttpVersion.HTTP_1_1))).isEqualTo(2);
    }
  }

  @Test
  void renewed_certificate_is_not_used_until_its_key_file_is_renewed() throws Exception {
    start(certificate(1), 1);
    X509Bundle renewed = certificate(2);
    Files.writeString(tls.certificate(), renewed.getCertificatePathPEM());
    awaitFault("the key does not belong to the certificate");
    assertThat(serial(connect(HttpVersion.HTTP_1_1))).isEqualTo(1);
    assertThat(listener.health.status().well()).isTrue();

    Files.writeString(tls.key(), renewed.getPrivateKeyPEM());
    awaitSerial(2, HttpVersion.HTTP_1_1);
    awaitFault("listening on port " + listener.health.port());
  }

  @Test
  void old_certificate_is_kept_when_new_files_are_not_readable() throws Exception {
    start(certificate(1), 1);
    Files.writeString(tls.certificate(), "not a certificate");
    awaitFault("Empty input");
    Files.delete(tls.certificate());
    awaitFault("NoSuchFileException: " + tls.certificate());

    assertThat(serial(connect(HttpVersion.HTTP_1_1))).isEqualTo(1);
  }

  @Test
  void renewed_certificate_may_have_another_key_algorithm() throws Exception {
    start(certificate(1), 1);
    write(
        new CertificateBuilder()
            .subject("CN=x")
            .rsa2048()
            .setIsCertificateAuthority(true)
            .serial(BigInteger.TWO)
            .buildSelfSigned());
    awaitSerial(2, HttpVersion.HTTP_2);

    assertThat(challenge(connect(HttpVersion.HTTP_2)).statusCode()).isEqualTo(200);
  }

  @Test
  void listener_fails_to_start_when_key_belongs_to_another_certificate() throws Exception {
    write(certificate(1));
    Files.writeString(tls.key(), certificate(2).getPrivateKeyPEM());

    assertThatThrownBy(() -> listener.start(ListenerLimits.USUAL, Optional.of(tls), 1))
        .hasMessageContaining("the key does not belong to the certificate");
    assertThat(listener.health.status().well()).isFalse();
  }

  private void start(X509Bundle bundle, int instances) throws Exception {
    write(bundle);
    listener.start(ListenerLimits.USUAL, Optional.of(tls), instances);
  }

  private void write(X509Bundle bundle) throws Exception {
    Files.writeString(tls.certificate(), bundle.getCertificatePathPEM());
    Files.writeString(tls.key(), bundle.getPrivateKeyPEM());
  }

  private static X509Bundle certificate(int serial) throws Exception {
    return new CertificateBuilder()
        .subject("CN=keyframed")
        .ecp256()
        .setIsCertificateAuthority(true)
        .serial(BigInteger.valueOf(serial))
        .buildSelfSigned();
  }

  private HttpClientConnection connect(HttpVersion version) throws Exception {
    HttpConnectOptions to =
        new HttpConnectOptions()
            .setHost(ListenerFixture.HOST)
            .setPort(listener.health.port())
            .setProtocolVersion(version);
    return clients.computeIfAbsent(version, this::client).connect(to).await(10, SECONDS);
  }

  private HttpClientAgent client(HttpVersion version) {
    return listener.vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(version));
  }

  private HttpClientResponse challenge(HttpClientConnection connection) throws Exception {
    return connection
        .request(HttpMethod.POST, listener.path())
        .compose(request -> request.send(CHALLENGE))
        .await(10, SECONDS);
  }

  private static int serial(HttpClientConnection connection) throws Exception {
    X509Certificate shown = (X509Certificate) connection.peerCertificates().get(0);
    return shown.getSerialNumber().intValue();
  }

  /** Connects repeatedly until the server presents that certificate. */
  private void awaitSerial(int serial, HttpVersion version) throws Exception {
    Eventually.await(
        "certificate " + serial,
        () -> {
          HttpClientConnection connection = connect(version);
          int shown = serial(connection);
          connection.close().await(10, SECONDS);
          return shown == serial;
        });
  }

  private void awaitFault(String lastWords) throws Exception {
    Eventually.await(
        "the fault " + lastWords, () -> listener.health.status().reason().endsWith(lastWords));
  }
}
