package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackLimitsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String PUSH = "{\"task_id\":\"115\",\"status\":\"processing\"}";

  private final ListenerFixture listener = new ListenerFixture();

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void body_is_refused_at_once_when_announced_length_exceeds_limit() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.post(listener.path(), "Content-Length: 65537");

    assertThat(peer.everything()).startsWith("HTTP/1.1 413 ");
    assertThat(listener.store.asked).isEmpty();
    assertThat(listener.counted("other", "malformed")).isEqualTo(1);
  }

  @Test
  void chunked_body_is_refused_when_it_exceeds_limit() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.post(listener.path(), "Transfer-Encoding: chunked");
    for (int i = 0; i < 9; i++) {
      peer.send("2000\r\n" + " ".repeat(0x2000) + "\r\n");
    }

    assertThat(peer.everything()).startsWith("HTTP/1.1 413 ");
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void body_of_maximum_length_is_accepted() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 10), Optional.empty(), 1);
    String longest = PUSH + " ".repeat(64 * 1024 - PUSH.length());

    assertThat(listener.post(listener.path(), longest).statusCode()).isEqualTo(200);
    assertThat(listener.post(listener.path(), longest + " ").statusCode()).isEqualTo(413);
  }

  @Test
  void unverified_request_gets_404_and_is_closed_whatever_its_body_length() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.post("/callbacks/a/b/c", "Content-Length: 1000000000");

    assertThat(peer.everything()).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connection_is_closed_when_body_is_too_slow(boolean known) throws Exception {
    listener.start(new ListenerLimits(SHORT, LONG, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.post(known ? listener.path() : "/", "Content-Length: 1000");
    peer.trickle(listener.vertx, " ");

    String answer = peer.everything();
    if (known) {
      assertThat(answer).isEmpty();
    } else {
      assertThat(answer).startsWith("HTTP/1.1 404 ");
    }
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void connection_is_closed_when_headers_never_end() throws Exception {
    listener.start(new ListenerLimits(LONG, SHORT, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.send("POST " + listener.path() + " HTTP/1.1\r\nHost: x\r\n");
    peer.trickle(listener.vertx, "X-More: y\r\n");

    assertThat(peer.everything()).isEmpty();
  }

  @Test
  void headers_that_are_too_long_are_refused() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 10), Optional.empty(), 1);
    RawHttpClient peer = peer();
    peer.post(listener.path(), "X-Long: " + "y".repeat(9000));

    assertThat(peer.everything()).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void connections_beyond_limit_are_closed_until_one_is_free() throws Exception {
    listener.start(new ListenerLimits(LONG, LONG, 2), Optional.empty(), 1);
    RawHttpClient one = peer();
    assertThat(push(one)).startsWith("HTTP/1.1 200 ");
    assertThat(push(peer())).startsWith("HTTP/1.1 200 ");

    assertThat(peer().everything()).isEmpty();
    one.close();
    Eventually.await("a connection is accepted", () -> push(peer()).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void http2_without_tls_is_refused() throws Exception {
    listener.start(new ListenerLimits(LONG, SHORT, 10), Optional.empty(), 1);
    RawHttpClient knowing = peer();
    knowing.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    RawHttpClient asking = peer();
    asking.post(
        "/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk");

    assertThat(knowing.everything()).doesNotContain("\0");
    assertThat(asking.line()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void compressed_callback_bodies_are_not_decompressed() throws Exception {
    listener.start();
    HttpResponse<Buffer> answer =
        listener
            .client
            .post(listener.health.port(), ListenerFixture.HOST, listener.path())
            .putHeader("Content-Encoding", "gzip")
            .sendBuffer(Buffer.buffer(PUSH))
            .await(10, SECONDS);

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void aborted_request_is_counted_malformed_and_not_passed_to_store() throws Exception {
    listener.start();
    RawHttpClient peer = peer();
    peer.post(listener.path(), "Content-Length: 1000");
    peer.close();
    Eventually.await("the request is counted", () -> listener.counted("other", "malformed") == 1);

    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void request_under_way_is_answered_when_listener_stops() throws Exception {
    listener.start();
    Promise<Void> stored = listener.store.hold();
    Future<HttpResponse<Buffer>> answer =
        listener
            .client
            .post(listener.health.port(), ListenerFixture.HOST, listener.path())
            .sendBuffer(Buffer.buffer(PUSH));
    Eventually.await("the store was asked", () -> !listener.store.asked.isEmpty());

    Future<Void> stopped = listener.stop();
    Eventually.await("the port is closed", () -> listener.health.port() == 0);
    stored.complete();

    assertThat(answer.await(10, SECONDS).statusCode()).isEqualTo(200);
    stopped.await(10, SECONDS);
  }

  private RawHttpClient peer() throws Exception {
    return new RawHttpClient(listener.health.port());
  }

  private String push(RawHttpClient peer) throws Exception {
    try {
      peer.post(listener.path(), "Content-Length: " + PUSH.length());
      peer.send(PUSH);
      return peer.line();
    } catch (SocketException closedMeanwhile) {
      return "";
    }
  }
}
