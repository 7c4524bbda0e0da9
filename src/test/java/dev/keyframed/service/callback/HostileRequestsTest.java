package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests that no valid caller sends. Slow and oversized ones are in CallbackLimitsTest. */
@Timeout(120)
class HostileRequestsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String PUSH = "{\"task_id\":\"115\",\"status\":\"processing\"}";

  private static final Pattern STATUS = Pattern.compile("HTTP/1.1 \\d{3}");

  private final ListenerFixture listener = new ListenerFixture();

  /** Clients are held: the garbage collector closes an unreferenced one. */
  private final List<HttpClientAgent> clients = new ArrayList<>();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void half_closed_connection_is_closed_when_request_is_complete() throws Exception {
    start(new ListenerLimits(LONG, SHORT, 10));
    RawHttpClient peer = peer();
    peer.send(request(listener.path(), PUSH));
    peer.endSending();

    assertThat(peer.everything()).doesNotContain(" 500 ");
    Eventually.await("the store was asked", () -> listener.store.asked.size() == 1);
    assertOthersAreServed();
  }

  @Test
  void half_closed_connection_is_not_awaited_when_body_is_incomplete() throws Exception {
    start(new ListenerLimits(LONG, LONG, 10));
    RawHttpClient peer = peer();
    peer.post(listener.path(), "Content-Length: 1000");
    peer.send(PUSH);
    peer.endSending();

    assertThat(peer.everything()).isEmpty();
    Eventually.await("the request is counted", () -> listener.counted("other", "malformed") == 1);
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void pipelined_requests_are_answered_in_order() throws Exception {
    start(new ListenerLimits(LONG, SHORT, 10));
    RawHttpClient peer = peer();
    peer.send(
        request(listener.path(), PUSH)
            + request(listener.path(), "{")
            + request(listener.path(), PUSH)
            + request("/callbacks/a/b/c", PUSH));

    assertThat(STATUS.matcher(peer.everything()).results().map(MatchResult::group))
        .containsExactly("HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 200", "HTTP/1.1 404");
    assertThat(listener.store.asked).hasSize(2);
  }

  @Test
  void pipelined_requests_do_not_accumulate_in_store() throws Exception {
    start(new ListenerLimits(LONG, LONG, 10));
    Promise<Void> stored = listener.store.hold();
    RawHttpClient peer = peer();
    for (int i = 0; i < 500; i++) {
      peer.send(request(listener.path(), PUSH));
    }
    Eventually.await("the store was asked", () -> !listener.store.asked.isEmpty());
    assertOthersAreHeard();

    // One connection has one request under way; the others of its batch wait.
    assertThat(listener.store.asked.size()).isLessThan(10);
    stored.complete();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nContent-Length: 5",
        "Content-Length: -1",
        "Content-Length: +4",
        "Content-Length: 4x",
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding : chunked",
        " Content-Length: 4",
      })
  void request_smuggling_by_ambiguous_length_is_refused(String headers) throws Exception {
    start(new ListenerLimits(LONG, SHORT, 10));
    RawHttpClient peer = peer();
    peer.post("/", headers);
    peer.send("0\r\n\r\n" + request(listener.path(), PUSH));

    assertThat(peer.everything()).doesNotContain("HTTP/1.1 200 ");
    assertThat(listener.store.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\3\r\n\r\n",
        "POST\r\n\r\n",
        "POST / HTTP/9.9\r\n\r\n",
        "POST http://[ HTTP/1.1\r\n\r\n",
        "POST /%zz%00/\u00ff HTTP/1.1\r\n\r\n",
        "CONNECT x:1 HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
      })
  void invalid_request_is_refused_without_effect_on_other_callers(String bytes) throws Exception {
    start(new ListenerLimits(LONG, SHORT, 10));
    RawHttpClient peer = peer();
    peer.send(bytes);

    assertThat(peer.everything()).doesNotContain(" 200 ").doesNotContain(" 500 ");
    assertThat(listener.store.asked).isEmpty();
    assertOthersAreServed();
  }

  @Test
  void rapid_http2_stream_resets_end_only_their_connection() throws Exception {
    listener.startSecure(new ListenerLimits(LONG, LONG, 100), dir);
    HttpClientConnection attacker = http2();
    Promise<Void> ended = Promise.promise();
    attacker.exceptionHandler(reset -> {});
    attacker.closeHandler(closed -> ended.tryComplete());
    resetAgainAndAgain(attacker, ended);

    ended.future().await(60, SECONDS);
    assertThat(listener.store.asked).isEmpty();
    HttpClientConnection honest = http2();
    assertThat(
            honest
                .request(HttpMethod.POST, listener.path())
                .compose(open -> open.send(PUSH))
                .await(10, SECONDS)
                .statusCode())
        .isEqualTo(200);
  }

  private void resetAgainAndAgain(HttpClientConnection attacker, Promise<Void> ended) {
    if (ended.future().isComplete()) {
      return;
    }
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.POST).setURI(listener.path());
    attacker
        .request(options)
        .compose(this::openAndReset)
        .onComplete(done -> resetAgainAndAgain(attacker, ended));
  }

  private Future<Void> openAndReset(HttpClientRequest request) {
    request.exceptionHandler(reset -> {});
    request.response().onFailure(reset -> {});
    return request.setChunked(true).writeHead().compose(sent -> request.reset(8));
  }

  /** Checks that a new caller gets its answer. */
  private void assertOthersAreServed() throws Exception {
    assertThat(listener.post(listener.path(), PUSH).statusCode()).isEqualTo(200);
  }

  /** Checks that a new caller gets an answer while the store gives none. */
  private void assertOthersAreHeard() throws Exception {
    assertThat(listener.post("/", PUSH).statusCode()).isEqualTo(404);
  }

  private void start(ListenerLimits limits) throws Exception {
    listener.start(limits, Optional.empty(), 1);
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

  private RawHttpClient peer() throws Exception {
    return new RawHttpClient(listener.health.port());
  }

  private static String request(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, Buffer.buffer(body).length(), body);
  }
}
