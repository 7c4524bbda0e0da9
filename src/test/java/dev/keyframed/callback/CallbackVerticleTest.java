package dev.keyframed.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.Event;
import dev.keyframed.job.Event.ReportedStatus;
import dev.keyframed.job.JobId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackVerticleTest {
  private static final String CHALLENGE = "{\"challenge\":\"1a3c-\\\"é\"}";
  private static final String SUCCESS = "{\"task_id\":\"115\",\"status\":\"success\"}";

  private final Listener listener = new Listener();

  @BeforeEach
  void start() throws Exception {
    listener.start();
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void a_challenge_is_echoed_once_the_vote_is_stored() throws Exception {
    HttpResponse<Buffer> answer = listener.post(listener.path(), CHALLENGE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsString()).isEqualTo(CHALLENGE);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(listener.store.job().voted()).isTrue();
    assertThat(listener.counted("challenge", "accepted")).isEqualTo(1);
    assertThat(listener.registry.get("keyframed.challenge").timer().count()).isEqualTo(1);
  }

  @Test
  void no_echo_leaves_before_the_store_has_answered() throws Exception {
    Promise<Void> stored = listener.store.hold();
    Future<HttpResponse<Buffer>> answer =
        listener
            .client
            .post(listener.health.port(), Listener.HOST, listener.path())
            .sendBuffer(Buffer.buffer(CHALLENGE));
    listener.until(() -> !listener.store.asked.isEmpty());

    assertThat(answer.isComplete()).isFalse();
    stored.complete();
    assertThat(answer.await(10, SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void a_second_challenge_of_one_attempt_is_refused() throws Exception {
    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(200);
    HttpResponse<Buffer> answer = listener.post(listener.path(), "{\"challenge\":\"another\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isNull();
    assertThat(listener.counted("challenge", "stale")).isEqualTo(1);
  }

  @Test
  void a_challenge_of_another_attempt_is_refused() throws Exception {
    String path = listener.path(FakeStore.JOB, new Attempt(1, "older"));

    assertThat(listener.post(path, CHALLENGE).statusCode()).isEqualTo(404);
    assertThat(listener.store.job().voted()).isFalse();
  }

  @Test
  void without_the_store_there_is_no_echo() throws Exception {
    listener.store.fail(true);
    HttpResponse<Buffer> answer = listener.post(listener.path(), CHALLENGE);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isNull();
    assertThat(listener.counted("challenge", "unavailable")).isEqualTo(1);

    listener.store.fail(false);
    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(200);
  }

  @Test
  void a_store_that_takes_too_long_gets_no_echo() throws Exception {
    Promise<Void> never = listener.store.hold();

    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(503);
    assertThat(never.future().isComplete()).isFalse();
  }

  @Test
  void without_anyone_to_ask_there_is_no_echo() throws Exception {
    listener.store.leave().await(10, SECONDS);

    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(503);
  }

  @Test
  void a_push_is_answered_once_it_is_stored() throws Exception {
    HttpResponse<Buffer> answer = listener.post(listener.path(), SUCCESS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsString()).isEqualTo("{}");
    assertThat(listener.store.asked).hasSize(1);
    assertThat(listener.store.asked.get(0).event())
        .isEqualTo(new Event.Pushed(listener.store.attempt(), "115", ReportedStatus.ENDED));
    assertThat(listener.counted("push", "accepted")).isEqualTo(1);
  }

  @Test
  void a_push_that_comes_twice_is_answered_alike() throws Exception {
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.counted("push", "stale")).isEqualTo(1);
  }

  @Test
  void a_push_that_cannot_be_stored_is_not_taken() throws Exception {
    listener.store.fail(true);

    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(503);
    assertThat(listener.counted("push", "unavailable")).isEqualTo(1);
  }

  @Test
  void an_unknown_word_is_counted() throws Exception {
    String push = "{\"task_id\":\"115\",\"status\":\"moderating\"}";

    assertThat(listener.post(listener.path(), push).statusCode()).isEqualTo(200);
    assertThat(listener.registry.get("keyframed.push.unknown.words").counter().count())
        .isEqualTo(1);
  }

  @Test
  void a_job_that_is_gone_is_like_none() throws Exception {
    String path = listener.path(new JobId("gone"), listener.store.attempt());

    assertThat(listener.post(path, SUCCESS).statusCode()).isEqualTo(404);
    assertThat(listener.post(path, CHALLENGE).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"task_id\":\"\"}", "{\"challenge\":7}"})
  void an_unreadable_body_is_a_400_and_nobody_is_asked(String body) throws Exception {
    HttpResponse<Buffer> answer = listener.post(listener.path(), body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isNull();
    assertThat(listener.store.asked).isEmpty();
    assertThat(listener.counted("other", "malformed")).isEqualTo(1);
  }

  @Test
  void whatever_we_did_not_hand_out_gets_one_and_the_same_answer() throws Exception {
    HttpResponse<Buffer> forged = listener.post(forged(), CHALLENGE);

    assertThat(forged.statusCode()).isEqualTo(404);
    assertThat(forged.body()).isNull();
    for (String path : new String[] {"/", "/callbacks/", "/callbacks/a/b/c", "/metrics", "/x/y"}) {
      HttpResponse<Buffer> other = listener.post(path, CHALLENGE);
      assertThat(other.statusCode()).isEqualTo(404);
      assertThat(other.headers()).hasToString(forged.headers().toString());
    }
    assertThat(listener.store.asked).isEmpty();
    assertThat(listener.counted("other", "forged")).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void another_method_is_like_another_path(String method) throws Exception {
    HttpResponse<Buffer> answer =
        listener
            .client
            .request(
                HttpMethod.valueOf(method), listener.health.port(), Listener.HOST, listener.path())
            .send()
            .await(10, SECONDS);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isNull();
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void the_public_prefix_may_be_there_or_not() throws Exception {
    assertThat(listener.post("/hook" + listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post("/hook/hook" + listener.path(), SUCCESS).statusCode()).isEqualTo(404);
    assertThat(listener.post("/other" + listener.path(), SUCCESS).statusCode()).isEqualTo(404);
  }

  @Test
  void an_old_proxy_that_speaks_http_1_0_is_understood() throws Exception {
    Peer proxy = new Peer(listener.health.port());
    proxy.send(
        "POST %s HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(listener.path(), SUCCESS.length(), SUCCESS));

    assertThat(proxy.everything()).startsWith("HTTP/1.0 200 ").endsWith("{}");
  }

  @Test
  void a_caller_is_served_whatever_else_it_asks_for() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(listener.post(forged(), SUCCESS).statusCode()).isEqualTo(404);
      assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
      assertThat(listener.post(listener.path(), "{").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void health_tells_whether_it_listens() throws Exception {
    assertThat(listener.health.status().well()).isTrue();
    listener.stop().await(10, SECONDS);
    assertThat(listener.health.status().well()).isFalse();
  }

  private String forged() {
    String path = listener.path();
    char last = path.charAt(path.length() - 1);
    return path.substring(0, path.length() - 1) + (last == 'A' ? 'Q' : 'A');
  }
}
