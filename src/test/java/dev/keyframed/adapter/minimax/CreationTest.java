package dev.keyframed.adapter.minimax;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.GenerationRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the billed request: requests that were certainly not sent differ from those that may have
 * been.
 */
class CreationTest extends ProviderClientFixture {
  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          "MiniMax-Hailuo-02", "a [Pan left]", null, "https://x/b.png", false, 6, "768P");

  @Test
  void creation_sends_requested_fields_only() throws Exception {
    List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    List<JsonObject> bodies = new CopyOnWriteArrayList<>();
    int port =
        http(
            request -> {
              requests.add(request);
              request
                  .body()
                  .onSuccess(
                      body -> {
                        bodies.add(new JsonObject(body));
                        request
                            .response()
                            .putHeader("Trace-Id", "t1")
                            .end("{\"task_id\":\"42\"," + OK + "}");
                      });
            });

    CreateResult creation = create(at(port, PATIENCE), "https://me/callbacks/j/1/m");

    assertThat(creation).isEqualTo(new CreateResult.Created("42", "t1"));
    assertThat(requests.get(0).method().name()).isEqualTo("POST");
    assertThat(requests.get(0).uri()).isEqualTo("/v1/video_generation");
    assertThat(requests.get(0).getHeader("Authorization")).isEqualTo("Bearer sk-key");
    assertThat(requests.get(0).getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(bodies)
        .containsExactly(
            new JsonObject()
                .put("model", "MiniMax-Hailuo-02")
                .put("prompt", "a [Pan left]")
                .put("last_frame_image", "https://x/b.png")
                .put("prompt_optimizer", false)
                .put("duration", 6)
                .put("resolution", "768P")
                .put("callback_url", "https://me/callbacks/j/1/m"));
    assertReported("create ok");
  }

  @Test
  void creation_is_not_sent_when_connection_is_refused() throws Exception {
    assertNotSent(create(at(free(), PATIENCE), null));
  }

  @Test
  void creation_is_not_sent_when_tls_handshake_fails() throws Exception {
    int port =
        tcp(socket -> socket.handler(hello -> socket.end(Buffer.buffer("HTTP/1.1 400\r\n"))));

    assertNotSent(create(at("https://127.0.0.1:" + port, PATIENCE, true), null));
  }

  @Test
  void creation_is_not_sent_when_name_resolves_to_private_address() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    int port = tcp(socket -> connections.incrementAndGet());

    assertNotSent(create(at("https://localhost:" + port, PATIENCE, false), null));
    assertThat(connections).hasValue(0);
  }

  @Test
  void creation_is_lost_and_not_repeated_when_connection_closes_after_request() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    int port =
        tcp(
            socket ->
                socket.handler(
                    bytes -> {
                      requests.incrementAndGet();
                      socket.close();
                    }));

    assertLost(create(at(port, PATIENCE), null));
    assertThat(requests).hasValue(1);
  }

  @Test
  void creation_is_lost_when_answer_times_out() throws Exception {
    int port = http(request -> {});

    assertLost(create(at(port, IMPATIENCE), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 500\r\n\r\n{\"task_id\":\"42\"",
        "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"task_id\":\"42\"",
        "Connection: close\r\n\r\n{\"task_id\":\"42\""
      })
  void creation_is_unreadable_when_body_is_truncated(String rest) throws Exception {
    int port =
        tcp(
            socket ->
                socket.handler(bytes -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\n" + rest))));

    assertUnreadable(create(at(port, PATIENCE), null));
  }

  @Test
  void creation_is_unreadable_when_body_stalls() throws Exception {
    int port =
        tcp(
            socket ->
                socket.handler(
                    bytes -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")));

    assertUnreadable(create(at(port, IMPATIENCE), null));
  }

  @Test
  void creation_is_unreadable_when_body_exceeds_limit() throws Exception {
    int port = http(request -> flood(request));

    assertUnreadable(create(at(port, PATIENCE), null));
  }

  @Test
  void creation_is_refused_by_4xx_even_with_truncated_body() throws Exception {
    int port =
        tcp(
            socket ->
                socket.handler(
                    bytes ->
                        socket.end(
                            Buffer.buffer(
                                "HTTP/1.1 429 Too Many\r\nContent-Length: 500\r\nTrace-Id: t\r\n\r\n{"))));

    assertThat(create(at(port, PATIENCE), null))
        .isEqualTo(new CreateResult.Refused(Refusal.THROTTLED, null, 429, "HTTP 429", "t"));
    assertReported("error create 429", "create throttled");
  }

  @Test
  void creation_refusal_by_name_is_read_from_any_error_status() throws Exception {
    int port =
        http(
            request ->
                request
                    .response()
                    .setStatusCode(402)
                    .end(
                        "{\"type\":\"error\",\"error\":{\"type\":\"insufficient_balance_error\","
                            + "\"message\":\"insufficient balance (1008)\"}}"));

    assertThat(create(at(port, PATIENCE), null))
        .isEqualTo(
            new CreateResult.Refused(
                Refusal.ACCOUNT,
                HoldReason.BALANCE,
                1008,
                "HTTP 402: insufficient balance (1008)",
                null));
    assertReported("error create 1008", "create refused");
  }

  @Test
  void creation_error_is_read_from_status_when_body_stalls() throws Exception {
    int port =
        tcp(
            socket ->
                socket.handler(
                    bytes -> socket.write("HTTP/1.1 402 No\r\nContent-Length: 500\r\n\r\n{")));

    CreateResult creation = create(at(port, IMPATIENCE), null);

    assertThat(((CreateResult.Refused) creation).hold()).isEqualTo(HoldReason.BALANCE);
  }

  @Test
  void creation_requests_identity_encoding_and_decodes_unrequested_one() throws Exception {
    int port =
        http(
            request -> {
              assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
              zipped(request, "{\"task_id\":\"42\"," + OK + "}");
            });

    assertThat(create(at(port, PATIENCE), null)).isEqualTo(new CreateResult.Created("42", null));
  }

  @Test
  void creation_not_sent_has_reason_without_class_names() throws Exception {
    CreateResult creation = create(at(free(), PATIENCE), null);

    assertThat(((CreateResult.Refused) creation).message())
        .startsWith("not sent: 127.0.0.1 accepts no connection: ")
        .contains("Connection refused")
        .doesNotContain("Exception");
  }

  @Test
  void provider_client_does_not_follow_redirect() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    int port =
        http(
            request -> {
              requests.incrementAndGet();
              request.response().setStatusCode(307).putHeader("Location", "/elsewhere").end();
            });

    assertLost(create(at(port, PATIENCE), null));
    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).trouble().code()).isEqualTo(307);
    assertThat(requests).hasValue(2);
  }

  @Test
  void creation_message_contains_neither_key_nor_callback_url() throws Exception {
    int port =
        http(
            request ->
                request
                    .response()
                    .end(
                        "{\"base_resp\":{\"status_code\":2013,\"status_msg\":\"sk-key https://me/cb/1\"}}"));

    assertThat(create(at(port, PATIENCE), "https://me/cb/1"))
        .isEqualTo(
            new CreateResult.Refused(
                Refusal.PARAMETERS, null, 2013, "code 2013: [hidden] [hidden]", null));
  }

  private CreateResult create(MiniMaxProvider provider, String callbackUrl) throws Exception {
    return provider.create(REQUEST, callbackUrl).await(15, SECONDS);
  }

  private void assertNotSent(CreateResult creation) throws Exception {
    assertThat(creation).isInstanceOf(CreateResult.Refused.class);
    assertThat(((CreateResult.Refused) creation).refusal()).isEqualTo(Refusal.NOT_SENT);
    assertReported("create not_sent");
  }

  private void assertUnreadable(CreateResult creation) throws Exception {
    assertThat(creation).isInstanceOf(CreateResult.AnswerUnreadable.class);
    assertReportedLast("create error");
  }

  private void assertLost(CreateResult creation) throws Exception {
    assertThat(creation).isInstanceOf(CreateResult.AnswerLost.class);
    assertReportedLast("create lost");
  }
}
