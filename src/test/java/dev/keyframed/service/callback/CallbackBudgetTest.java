package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import dev.keyframed.support.net.EventLoops;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a connection may do before a verified request, and which event loops handle it. */
@Timeout(120)
class CallbackBudgetTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ListenerLimits PATIENT = new ListenerLimits(LONG, LONG, 100);
  private static final String PUSH = "{\"task_id\":\"115\",\"status\":\"processing\"}";
  private static final int LOOPS_APART = 2;

  private final ListenerFixture listener = new ListenerFixture();

  /** Clients are held: the garbage collector closes an unreferenced one. */
  private final List<HttpClientAgent> clients = new ArrayList<>();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void connection_ends_after_unverified_request_and_ignores_pipelined_ones() throws Exception {
    listener.start(PATIENT, Optional.empty(), 1);
    RawHttpClient peer = new RawHttpClient(listener.health.port());
    peer.send(request("/callbacks/a/b/c") + request(listener.path()).repeat(5));

    assertThat(peer.everything())
        .startsWith("HTTP/1.1 404 ")
        .containsIgnoringCase("connection: close")
        .containsOnlyOnce("HTTP/1.1 ");
    assertThat(listener.store.asked).isEmpty();
    assertThat(listener.counted("other", "forged")).isEqualTo(1);
  }

  @Test
  void http2_connection_ends_after_unverified_stream_once_other_streams_are_answered()
      throws Exception {
    listener.startSecure(PATIENT, dir);
    Promise<Void> stored = listener.store.hold();
    HttpClientConnection connection = http2();
    Promise<Void> ended = Promise.promise();
    connection.closeHandler(closed -> ended.complete());
    Future<HttpClientResponse> honest = post(connection, listener.path());
    Eventually.await("the store was asked", () -> !listener.store.asked.isEmpty());

    assertThat(post(connection, "/callbacks/a/b/c").await(10, SECONDS).statusCode()).isEqualTo(404);
    assertThat(ended.future().isComplete()).isFalse();
    stored.complete();
    assertThat(honest.await(10, SECONDS).statusCode()).isEqualTo(200);
    ended.future().await(10, SECONDS);
  }

  @Test
  void http2_connection_is_closed_on_endless_pings() throws Exception {
    listener.startSecure(PATIENT, dir);
    HttpClientConnection connection = http2();
    Promise<Void> ended = Promise.promise();
    connection.closeHandler(closed -> ended.complete());
    pingAgainAndAgain(connection, ended.future());

    ended.future().await(60, SECONDS);
    assertThat(refused("too_much_sent")).isEqualTo(1);
    assertThat(listener.troubles.lasting()).isEmpty();
  }

  private static void pingAgainAndAgain(HttpClientConnection connection, Future<Void> ended) {
    connection
        .ping(Buffer.buffer("12345678"))
        .onComplete(
            answered -> {
              if (!ended.isComplete()) {
                pingAgainAndAgain(connection, ended);
              }
            });
  }

  @Test
  void connection_stays_open_for_consecutive_long_bodies_of_verified_requests() throws Exception {
    listener.start(PATIENT, Optional.empty(), 1);
    RawHttpClient peer = new RawHttpClient(listener.health.port());
    String body = PUSH + " ".repeat(BodyReader.LONGEST - PUSH.length());
    for (int count = 1; count <= 8; count++) {
      peer.post(listener.path(), "Content-Length: " + body.length());
      peer.send(body);
      int wanted = count;
      Eventually.await("the body was read", () -> listener.store.asked.size() == wanted);
    }

    assertThat(refused("too_much_sent")).isZero();
  }

  @Test
  void listener_connections_are_handled_by_event_loops_without_verticles() throws Exception {
    listener.start(PATIENT, Optional.empty(), 2);
    Set<Thread> apart = new HashSet<>();
    for (int loop = 0; loop < LOOPS_APART; loop++) {
      apart.add(
          EventLoops.apart(listener.vertx, () -> Future.succeededFuture(Thread.currentThread()))
              .await(10, SECONDS));
    }
    CountDownLatch busy = new CountDownLatch(1);
    for (Context loop : EventLoops.all(listener.vertx)) {
      loop.runOnContext(
          ran -> {
            if (!apart.contains(Thread.currentThread())) {
              awaitQuietly(busy);
            }
          });
    }
    for (int peer = 0; peer < 2 * LOOPS_APART; peer++) {
      RawHttpClient stranger = new RawHttpClient(listener.health.port());
      stranger.send(request("/"));
      assertThat(stranger.line()).startsWith("HTTP/1.1 404 ");
    }
    busy.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
    }
  }

  private double refused(String why) {
    return listener.registry.get("keyframed.callback.refused").tag("why", why).counter().count();
  }

  private static Future<HttpClientResponse> post(HttpClientConnection connection, String path) {
    return connection.request(HttpMethod.POST, path).compose(open -> open.send(PUSH));
  }

  private HttpClientConnection http2() throws Exception {
    HttpClientAgent client =
        listener.vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2));
    clients.add(client);
    return client
        .connect(
            new HttpConnectOptions()
                .setHost(ListenerFixture.HOST)
                .setPort(listener.health.port())
                .setProtocolVersion(HttpVersion.HTTP_2))
        .await(10, SECONDS);
  }

  private static String request(String path) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, PUSH.length(), PUSH);
  }
}
