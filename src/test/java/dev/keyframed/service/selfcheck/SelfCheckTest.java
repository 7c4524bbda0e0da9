package dev.keyframed.service.selfcheck;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.service.callback.CallbackSettings.TlsFiles;
import dev.keyframed.service.callback.ListenerFixture;
import dev.keyframed.support.metrics.SelfCheckMeters.SelfCheckOutcome;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the self-check against real servers, up to each step of a call. */
@Timeout(60)
class SelfCheckTest {
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Instant nextYear = now.plus(365, ChronoUnit.DAYS);
  private final ListenerFixture listener = new ListenerFixture();
  private final X509Bundle authority = authority();
  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/hook"})
  void self_check_reaches_listener_with_and_without_stripped_prefix(String prefix)
      throws Exception {
    listener.start();

    SelfCheckResult found = look("http://127.0.0.1:" + listener.health.port() + prefix);

    assertThat(found.outcome()).as(found.text()).isEqualTo(SelfCheckOutcome.REACHABLE);
    assertThat(found.certificateEnds()).isEmpty();
    assertThat(listener.counted("self_check", "accepted")).isEqualTo(1);
  }

  @Test
  void self_check_is_answered_without_store() throws Exception {
    listener.start();
    listener.store.leave().await(10, SECONDS);

    assertThat(look("http://127.0.0.1:" + listener.health.port()).reachable()).isTrue();
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void self_check_accepts_trusted_certificate_and_returns_its_end() throws Exception {
    startSecure(certificate().notAfter(nextYear));

    SelfCheckResult found = look("https://localhost:" + listener.health.port() + "/hook");

    assertThat(found.outcome()).as(found.text()).isEqualTo(SelfCheckOutcome.REACHABLE);
    assertThat(found.certificateEnds()).hasValue(nextYear);
    assertThat(found.endsSoon(now)).isEmpty();
    assertThat(found.endsSoon(nextYear.minus(9, ChronoUnit.DAYS)))
        .isEqualTo("its certificate expires in 9 days: renew it");
  }

  @Test
  void self_check_reports_untrusted_certificate() throws Exception {
    write(certificate().notAfter(nextYear).setIsCertificateAuthority(true).buildSelfSigned());
    startSecure();

    SelfCheckResult found = look("https://localhost:" + listener.health.port());

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.UNTRUSTED);
    assertThat(found.text()).contains("whole chain").contains("CN=leaf");
    assertThat(found.certificateEnds()).hasValue(nextYear);
  }

  @Test
  void self_check_reports_certificate_for_another_host() throws Exception {
    startSecure(certificate());

    SelfCheckResult found = look("https://127.0.0.1:" + listener.health.port());

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.WRONG_NAME);
    assertThat(found.text()).contains("127.0.0.1").contains("CN=leaf");
  }

  @Test
  void self_check_reports_expired_certificate() throws Exception {
    Instant end = now.minus(1, ChronoUnit.DAYS);
    startSecure(certificate().notBefore(end.minus(90, ChronoUnit.DAYS)).notAfter(end));

    SelfCheckResult found = look("https://localhost:" + listener.health.port());

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.EXPIRED);
    assertThat(found.text()).contains(end.toString());
    assertThat(found.certificateEnds()).hasValue(end);
  }

  @Test
  void self_check_reports_handshake_failure_when_listener_has_no_tls() throws Exception {
    listener.start();

    assertThat(look("https://localhost:" + listener.health.port()).outcome())
        .isEqualTo(SelfCheckOutcome.HANDSHAKE);
  }

  @Test
  void self_check_reports_unresolved_host_name() throws Exception {
    SelfCheckResult found = look("http://nobody.invalid");

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.UNRESOLVED);
    assertThat(found.text()).startsWith("nobody.invalid does not resolve");
  }

  @Test
  void self_check_reports_refused_connection() throws Exception {
    listener.start();
    int port = listener.health.port();
    listener.stop().await(10, SECONDS);

    SelfCheckResult found = look("http://localhost:" + port);

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.UNCONNECTED);
    assertThat(found.text()).contains("localhost:" + port).contains("refused");
  }

  @Test
  void self_check_reports_unanswered_when_server_is_silent() throws Exception {
    NetServer mute = listener.vertx.createNetServer().connectHandler(socket -> {});
    int port = mute.listen(0, "127.0.0.1").await(10, SECONDS).actualPort();

    SelfCheckResult found = look("http://127.0.0.1:" + port, listener.urls, Duration.ofMillis(300));

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.UNANSWERED);
  }

  @Test
  void self_check_times_out_when_handshake_is_not_answered() throws Exception {
    NetServer mute = listener.vertx.createNetServer().connectHandler(socket -> {});
    int port = mute.listen(0, "127.0.0.1").await(10, SECONDS).actualPort();

    SelfCheckResult found =
        look("https://127.0.0.1:" + port, listener.urls, Duration.ofMillis(300));

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.HANDSHAKE);
  }

  @Test
  void self_check_does_not_follow_redirect() throws Exception {
    listener.start();
    int port =
        server(
            request ->
                request
                    .response()
                    .setStatusCode(307)
                    .putHeader(
                        "Location", "http://127.0.0.1:" + listener.health.port() + request.uri())
                    .end());

    SelfCheckResult found = look("http://127.0.0.1:" + port);

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.WRONG_ANSWER);
    assertThat(found.text()).contains("answers 307");
  }

  @Test
  void self_check_rejects_server_that_repeats_challenge() throws Exception {
    int port = server(request -> request.body().onSuccess(request.response()::end));

    assertThat(look("http://127.0.0.1:" + port).outcome()).isEqualTo(SelfCheckOutcome.WRONG_ANSWER);
  }

  @Test
  void self_check_reports_unanswered_when_answer_never_ends() throws Exception {
    int port =
        server(
            request -> {
              request.response().setChunked(true);
              listener.vertx.setPeriodic(1, again -> request.response().write("x".repeat(4096)));
            });

    assertThat(look("http://127.0.0.1:" + port, listener.urls, Duration.ofMillis(300)).outcome())
        .isEqualTo(SelfCheckOutcome.UNANSWERED);
  }

  @Test
  void self_check_rejects_daemon_with_other_secret_or_namespace() throws Exception {
    listener.start();
    String url = "http://127.0.0.1:" + listener.health.port();
    String secret = "a secret of at least 32 characters";

    SelfCheckResult found = look(url, new CallbackUrls("keyframed", List.of("another secret")));

    assertThat(found.outcome()).isEqualTo(SelfCheckOutcome.WRONG_ANSWER);
    assertThat(found.text()).contains("answers 404").contains("callback.secret");
    assertThat(look(url, new CallbackUrls("other", List.of(secret))).reachable()).isFalse();
    assertThat(look(url, new CallbackUrls("keyframed", List.of(secret))).reachable()).isTrue();
    assertThat(listener.counted("other", "forged")).isEqualTo(2);
  }

  @Test
  void self_check_url_answers_only_its_own_challenge() throws Exception {
    listener.start();
    CallbackUrls.SelfCall call = listener.urls.selfCall("n".repeat(22));

    assertThat(listener.post(call.path(), "{\"challenge\":\"x\"}").statusCode()).isEqualTo(400);
    assertThat(listener.post(call.path(), "").statusCode()).isEqualTo(400);
    assertThat(
            listener
                .post(call.path(), "{\"challenge\":\"" + call.challenge() + "\"}")
                .bodyAsString())
        .isEqualTo("{\"challenge\":\"" + call.answer() + "\"}");
  }

  private SelfCheckResult look(String url) throws Exception {
    return look(url, listener.urls, Duration.ofSeconds(10));
  }

  private SelfCheckResult look(String url, CallbackUrls urls) throws Exception {
    return look(url, urls, Duration.ofSeconds(10));
  }

  private SelfCheckResult look(String url, CallbackUrls urls, Duration patience) throws Exception {
    SelfCheckSettings settings = new SelfCheckSettings(URI.create(url), EVERY, EVERY, patience);
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority.getCertificate());
    return new SelfCheck(
            listener.vertx,
            urls,
            new MiniMaxCallbacks(),
            settings,
            RecordingTrustManager.of(trusted))
        .run()
        .await(50, SECONDS);
  }

  private int server(Handler<HttpServerRequest> handler) throws Exception {
    return listener
        .vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .await(10, SECONDS)
        .actualPort();
  }

  private void startSecure(CertificateBuilder leaf) throws Exception {
    write(leaf.buildIssuedBy(authority));
    startSecure();
  }

  private void startSecure() throws Exception {
    TlsFiles tls = new TlsFiles(dir.resolve("cert.pem"), dir.resolve("key.pem"), EVERY);
    listener.start(ListenerLimits.USUAL, Optional.of(tls), 1);
  }

  private void write(X509Bundle bundle) throws Exception {
    Files.writeString(dir.resolve("cert.pem"), bundle.getCertificatePathPEM());
    Files.writeString(dir.resolve("key.pem"), bundle.getPrivateKeyPEM());
  }

  private static CertificateBuilder certificate() {
    return new CertificateBuilder().subject("CN=leaf").ecp256().addSanDnsName("localhost");
  }

  private X509Bundle authority() {
    try {
      return new CertificateBuilder()
          .subject("CN=authority")
          .ecp256()
          .notBefore(now.minus(400, ChronoUnit.DAYS))
          .notAfter(nextYear.plus(1, ChronoUnit.DAYS))
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
