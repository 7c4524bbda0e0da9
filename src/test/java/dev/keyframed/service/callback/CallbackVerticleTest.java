package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.job.Attempt;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.ReportedStatus;
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

  private final ListenerFixture listener = new ListenerFixture();

  @BeforeEach
  void start() throws Exception {
    listener.start();
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void challenge_is_echoed_after_vote_is_stored() throws Exception {
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
  void challenge_is_not_echoed_before_store_has_answered() throws Exception {
    Promise<Void> stored = listener.store.hold();
    Future<HttpResponse<Buffer>> answer =
        listener
            .client
            .post(listener.health.port(), ListenerFixture.HOST, listener.path())
            .sendBuffer(Buffer.buffer(CHALLENGE));
    Eventually.await("the store was asked", () -> !listener.store.asked.isEmpty());

    assertThat(answer.isComplete()).isFalse();
    stored.complete();
    assertThat(answer.await(10, SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void second_challenge_of_same_attempt_is_refused() throws Exception {
    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(200);
    HttpResponse<Buffer> answer = listener.post(listener.path(), "{\"challenge\":\"another\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isNull();
    assertThat(listener.counted("challenge", "stale")).isEqualTo(1);
  }

  @Test
  void challenge_of_another_attempt_is_refused() throws Exception {
    String path = listener.path(FakeStore.JOB, new Attempt(1, "older"));

    assertThat(listener.post(path, CHALLENGE).statusCode()).isEqualTo(404);
    assertThat(listener.store.job().voted()).isFalse();
  }

  @Test
  void challenge_gets_503_when_store_refuses() throws Exception {
    listener.store.fail(true);
    HttpResponse<Buffer> answer = listener.post(listener.path(), CHALLENGE);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isNull();
    assertThat(listener.counted("challenge", "unavailable")).isEqualTo(1);

    listener.store.fail(false);
    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(200);
  }

  @Test
  void challenge_gets_503_when_store_times_out() throws Exception {
    Promise<Void> never = listener.store.hold();

    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(503);
    assertThat(never.future().isComplete()).isFalse();
  }

  @Test
  void challenge_gets_503_when_no_store_is_running() throws Exception {
    listener.store.leave().await(10, SECONDS);

    assertThat(listener.post(listener.path(), CHALLENGE).statusCode()).isEqualTo(503);
  }

  @Test
  void push_is_answered_after_it_is_stored() throws Exception {
    HttpResponse<Buffer> answer = listener.post(listener.path(), SUCCESS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsString()).isEqualTo("{}");
    assertThat(listener.store.asked).hasSize(1);
    assertThat(listener.store.asked.get(0).event())
        .isEqualTo(new Event.Pushed(listener.store.attempt(), "115", ReportedStatus.ENDED));
    assertThat(listener.counted("push", "accepted")).isEqualTo(1);
  }

  @Test
  void repeated_push_gets_same_answer() throws Exception {
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.counted("push", "stale")).isEqualTo(1);
  }

  @Test
  void push_gets_503_when_it_cannot_be_stored() throws Exception {
    listener.store.fail(true);

    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(503);
    assertThat(listener.counted("push", "unavailable")).isEqualTo(1);
  }

  @Test
  void push_with_unknown_status_is_counted() throws Exception {
    String push = "{\"task_id\":\"115\",\"status\":\"moderating\"}";

    assertThat(listener.post(listener.path(), push).statusCode()).isEqualTo(200);
    assertThat(listener.registry.get("keyframed.push.unknown.words").counter().count())
        .isEqualTo(1);
  }

  @Test
  void callback_for_unknown_job_gets_404() throws Exception {
    String path = listener.path(new JobId("gone"), listener.store.attempt());

    assertThat(listener.post(path, SUCCESS).statusCode()).isEqualTo(404);
    assertThat(listener.post(path, CHALLENGE).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"task_id\":\"\"}", "{\"challenge\":7}"})
  void unreadable_body_gets_400_without_request_to_store(String body) throws Exception {
    HttpResponse<Buffer> answer = listener.post(listener.path(), body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isNull();
    assertThat(listener.store.asked).isEmpty();
    assertThat(listener.counted("other", "malformed")).isEqualTo(1);
  }

  @Test
  void unverified_urls_all_get_identical_answer() throws Exception {
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
  void request_with_wrong_method_gets_same_answer_as_wrong_path(String method) throws Exception {
    HttpResponse<Buffer> answer =
        listener
            .client
            .request(
                HttpMethod.valueOf(method),
                listener.health.port(),
                ListenerFixture.HOST,
                listener.path())
            .send()
            .await(10, SECONDS);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isNull();
    assertThat(listener.store.asked).isEmpty();
  }

  @Test
  void callback_path_is_accepted_with_and_without_public_prefix() throws Exception {
    assertThat(listener.post("/hook" + listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
    assertThat(listener.post("/hook/hook" + listener.path(), SUCCESS).statusCode()).isEqualTo(404);
    assertThat(listener.post("/other" + listener.path(), SUCCESS).statusCode()).isEqualTo(404);
  }

  @Test
  void http_1_0_request_of_proxy_is_answered() throws Exception {
    RawHttpClient proxy = new RawHttpClient(listener.health.port());
    proxy.send(
        "POST %s HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(listener.path(), SUCCESS.length(), SUCCESS));

    assertThat(proxy.everything()).startsWith("HTTP/1.0 200 ").endsWith("{}");
  }

  @Test
  void valid_requests_are_served_between_forged_and_unreadable_ones() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(listener.post(forged(), SUCCESS).statusCode()).isEqualTo(404);
      assertThat(listener.post(listener.path(), SUCCESS).statusCode()).isEqualTo(200);
      assertThat(listener.post(listener.path(), "{").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void listener_health_reports_whether_it_listens() throws Exception {
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
