package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.port.Timing;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisTls;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tests TLS to a Redis server, and the messages when it fails. */
class RedisTlsTest {
  private static final String NAME = "localhost";

  @TempDir static Path redisDir;
  private static EmbeddedRedis server;

  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();
  private final RecordingTroubleReporter troubles = new RecordingTroubleReporter();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TlsProxy door;
  private Path ca;
  private RedisNamespace namespace;

  @BeforeAll
  static void startRedis() throws Exception {
    server = NoLoginRedisFixture.start(redisDir, 0);
  }

  @AfterAll
  static void stopRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void makeAuthority() throws Exception {
    door = new TlsProxy(vertx, server.port());
    ca = TlsProxy.file(dir, "ca.pem", door.authority.getRootCertificatePEM());
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
  }

  @AfterEach
  void close() throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    namespace.close().await(5, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  private Future<Void> open(int port, RedisTls files) {
    RedisEndpoint endpoint = RedisEndpoint.parse("rediss://" + NAME + ":" + port).withTls(files);
    namespace =
        new RedisNamespace(
            vertx,
            new RedisSettings(endpoint, "ns", Duration.ofHours(1), 100, "one"),
            Timing.NONE,
            troubles);
    return namespace.open();
  }

  private RedisTls trusting() {
    return new RedisTls(Optional.of(ca), Optional.empty(), Optional.empty());
  }

  private RedisTls with(X509Bundle client) throws Exception {
    Path cert = TlsProxy.file(dir, "client.pem", client.getCertificatePathPEM());
    Path key = TlsProxy.file(dir, "client.key", client.getPrivateKeyPEM());
    return new RedisTls(Optional.of(ca), Optional.of(cert), Optional.of(key));
  }

  @Test
  void redis_requiring_a_client_certificate_accepts_the_configured_one() throws Exception {
    int port = door.open(door.certificate(NAME), ClientAuth.REQUIRED);

    open(port, with(door.certificate("client"))).await(10, SECONDS);

    assertThat(namespace.health(Optional::empty).status().well()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void missing_client_certificate_is_logged_once_per_outage(String protocol) throws Exception {
    int port = door.open(door.certificate(NAME), ClientAuth.REQUIRED, protocol);

    assertNamed(
        port,
        trusting(),
        "Redis at localhost:%d requires a client certificate: set redis.tls.cert and redis.tls.key");
  }

  @Test
  void client_certificate_of_another_authority_is_reported() throws Exception {
    int port = door.open(door.certificate(NAME), ClientAuth.REQUIRED);
    X509Bundle stranger = TlsProxy.authority("CN=a stranger");

    assertNamed(
        port, with(stranger), "Redis at localhost:%d refuses the client certificate of redis.tls");
  }

  @Test
  void redis_certificate_of_an_unknown_authority_is_reported() throws Exception {
    int port = door.open(door.certificate(NAME), ClientAuth.NONE);

    assertNamed(
        port,
        RedisTls.NONE,
        "Redis at localhost:%d has a certificate of an untrusted authority: set redis.tls.ca");
  }

  @Test
  void expired_redis_certificate_is_reported() throws Exception {
    int port = door.open(door.expired(NAME), ClientAuth.NONE);

    assertNamed(
        port, trusting(), "Redis at localhost:%d has a certificate that has expired: renew it");
  }

  @Test
  void redis_certificate_for_another_name_is_reported() throws Exception {
    int port = door.open(door.certificate("redis.example.com"), ClientAuth.NONE);

    assertNamed(port, trusting(), "Redis at localhost:%d has a certificate for another name: use");
  }

  @Test
  void redis_without_tls_is_reported() throws Exception {
    assertNamed(
        server.port(),
        trusting(),
        "Redis at localhost:%d is unavailable: timed out; check redis.url and the server; does"
            + " that port use TLS");
  }

  @Test
  void invalid_redis_authority_file_is_reported() throws Exception {
    int port = door.open(door.certificate(NAME), ClientAuth.NONE);
    ca = TlsProxy.file(dir, "none.pem", "no certificate");

    assertNamed(port, trusting(), "Redis at localhost:%d cannot be reached over TLS: ");
  }

  /**
   * Checks that several attempts cause one log line in keyframed's words, and none of a library.
   */
  private void assertNamed(int port, RedisTls files, String words) throws Exception {
    Future<Void> opened = open(port, files);
    String expected = words.formatted(port);
    Eventually.await(
        words, () -> namespace.health(Optional::empty).status().reason().startsWith(expected));
    assertThat(opened.isComplete()).isFalse();
    // On a slow machine a first handshake may time out, and be reported before.
    assertThat(troubles.told()).last().asString().startsWith("begins ");
    assertThat(troubles.told()).doesNotHaveDuplicates();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .as("nothing but what is told by way of the reporter")
        .isEqualTo(List.of());
  }
}
