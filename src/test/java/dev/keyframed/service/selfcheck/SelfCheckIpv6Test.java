package dev.keyframed.service.selfcheck;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import dev.keyframed.service.callback.ListenerFixture;
import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a listener that has an IPv6 address and is called by it. */
@Timeout(60)
class SelfCheckIpv6Test {
  private final ListenerFixture listener = new ListenerFixture();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "::", "0:0:0:0:0:0:0:1"})
  void self_check_reaches_ipv6_listener_by_address(String host) throws Exception {
    listener.start(host, ListenerLimits.USUAL, Optional.empty(), 2);

    SelfCheckResult found = look("http://[::1]:" + listener.health.port(), null);

    assertThat(found.outcome()).as(found.text()).isEqualTo(SelfCheckOutcome.REACHABLE);
  }

  @Test
  void self_check_reaches_listener_on_all_addresses_by_ipv4() throws Exception {
    listener.start("::", ListenerLimits.USUAL, Optional.empty(), 1);

    SelfCheckResult found = look("http://127.0.0.1:" + listener.health.port(), null);

    assertThat(found.outcome()).as(found.text()).isEqualTo(SelfCheckOutcome.REACHABLE);
  }

  @Test
  void certificate_for_ipv6_address_is_accepted_only_for_that_address() throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=six")
            .ecp256()
            .setIsCertificateAuthority(true)
            .addSanIpAddress("::1")
            .buildSelfSigned();
    TlsFiles tls =
        new TlsFiles(dir.resolve("cert.pem"), dir.resolve("key.pem"), Duration.ofMinutes(5));
    Files.writeString(tls.certificate(), bundle.getCertificatePathPEM());
    Files.writeString(tls.key(), bundle.getPrivateKeyPEM());
    listener.start("::", ListenerLimits.USUAL, Optional.of(tls), 1);
    String port = ":" + listener.health.port();

    SelfCheckResult found = look("https://[::1]" + port, bundle);

    assertThat(found.outcome()).as(found.text()).isEqualTo(SelfCheckOutcome.REACHABLE);
    assertThat(look("https://127.0.0.1" + port, bundle).outcome())
        .isEqualTo(SelfCheckOutcome.WRONG_NAME);
  }

  @Test
  void self_check_names_tried_address_when_port_is_closed() throws Exception {
    listener.start("::1", ListenerLimits.USUAL, Optional.empty(), 1);
    int port = listener.health.port();
    listener.stop().await(10, SECONDS);

    SelfCheckResult found = look("http://[::1]:" + port, null);

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.UNCONNECTED);
    assertThat(found.text())
        .contains(
            "[::1] accepts no connection: [0:0:0:0:0:0:0:1]:" + port + " (Connection refused)");
  }

  private SelfCheckResult look(String url, X509Bundle authority) throws Exception {
    Duration patience = Duration.ofSeconds(10);
    SelfCheckSettings settings =
        new SelfCheckSettings(URI.create(url), patience, patience, patience);
    KeyStore trusted = null;
    if (authority != null) {
      trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority.getCertificate());
    }
    return new SelfCheck(
            listener.vertx,
            listener.urls,
            new MiniMaxCallbacks(),
            settings,
            RecordingTrustManager.of(trusted))
        .run()
        .await(50, SECONDS);
  }
}
