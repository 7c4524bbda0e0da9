package dev.keyframed.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Pushes changes of status to the callback URL (src/docs/provider-api.md).
 *
 * <p>Each is one POST, and never repeated, whatever the answer.
 */
final class Pusher {
  /** Limits the wait for the reply to a push. */
  private static final int REPLY_TIMEOUT_SECONDS = 10;

  private static final int OK = 200;
  private static final int FLOOD_MILLIS = 100;

  private final Vertx vertx;
  private final Clock clock;
  private final HttpClient client;
  private final FaultPlayer faults;
  private final AtomicBoolean enabled;
  private final Duration lateness;
  private final Ledger ledger;

  private Optional<Task> lastEnded = Optional.empty();

  /**
   * Creates a pusher.
   *
   * @param on whether pushes are sent; may change at any time
   */
  Pusher(
      Vertx vertx,
      Clock clock,
      HttpClient client,
      FaultPlayer faults,
      AtomicBoolean on,
      Duration lateness,
      Ledger ledger) {
    this.vertx = vertx;
    this.clock = clock;
    this.client = client;
    this.faults = faults;
    this.enabled = on;
    this.lateness = lateness;
    this.ledger = ledger;
  }

  /** Pushes a change of status, subject to faults; to be called once for each. */
  void changed(Task task, TaskStatus status) {
    task.order().callback().ifPresent(callback -> changed(task, status, callback));
    if (status == TaskStatus.SUCCESS) lastEnded = Optional.of(task);
  }

  private void changed(Task task, TaskStatus status, URI callback) {
    Optional<PlannedFault> play = faults.at(Fault.Point.PUSH, task.order().subject());
    JsonObject body = body(task, status);
    if (play.isEmpty()) send(task, callback, body.toBuffer());
    else misbehave(play.get().fault(), task, status, callback);
  }

  private void misbehave(Fault fault, Task task, TaskStatus status, URI callback) {
    JsonObject body = body(task, status);
    switch (fault) {
      case PUSH_NEVER -> {}
      case PUSH_LATE -> later(lateness, task, callback, body);
      case PUSH_TWICE -> {
        send(task, callback, body.toBuffer());
        send(task, callback, body.toBuffer());
      }
      case PUSH_OUT_OF_ORDER -> {
        if (status.ended()) send(task, callback, body.toBuffer());
        later(task.lasts().plusMillis(100), task, callback, body(task, TaskStatus.PROCESSING));
      }
      case PUSH_FLOOD -> {
        send(task, callback, body.toBuffer());
        if (!status.ended()) flood(task, callback);
      }
      case PUSH_OTHER_CASE ->
          send(task, callback, body.put("status", capitalised(status.pushed)).toBuffer());
      case PUSH_NUMERIC_IDS -> send(task, callback, ApiAnswers.withNumericIds(body).toBuffer());
      case PUSH_FOREIGN_TASK -> {
        post(callback, foreign().toBuffer(), taken -> {});
        send(task, callback, body.toBuffer());
      }
      case PUSH_MALFORMED ->
          send(task, callback, body.toBuffer().slice(0, body.toBuffer().length() / 2));
      case PUSH_EXTRA_FIELDS ->
          send(
              task,
              callback,
              body.put("progress", 42).put("extra_info", new JsonObject().put("a", 1)).toBuffer());
      default -> throw new IllegalArgumentException(fault.label() + " is no fault of a push");
    }
  }

  /** Pushes at once, without faults. */
  void push(Task task, TaskStatus status) {
    task.order()
        .callback()
        .ifPresent(callback -> send(task, callback, body(task, status).toBuffer()));
  }

  private void flood(Task task, URI callback) {
    vertx.setTimer(
        FLOOD_MILLIS,
        due -> {
          if (!task.at(clock.instant()).ended()) {
            send(task, callback, body(task, TaskStatus.PROCESSING).toBuffer());
            flood(task, callback);
          }
        });
  }

  private void later(Duration delay, Task task, URI callback, JsonObject body) {
    vertx.setTimer(Math.max(1, delay.toMillis()), due -> send(task, callback, body.toBuffer()));
  }

  private void send(Task task, URI callback, Buffer body) {
    post(callback, body, taken -> ledger.pushAcknowledged(task));
  }

  private void post(URI callback, Buffer body, Consumer<HttpClientResponse> taken) {
    if (!enabled.get()) return;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(callback.toString())
            .setFollowRedirects(false);
    client
        .request(options)
        .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
        .compose(
            response -> {
              if (response.statusCode() == OK) taken.accept(response);
              return response.body();
            })
        .timeout(REPLY_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        // Failures are ignored, as the provider does: a lost push is not repeated.
        .onComplete(sent -> {});
  }

  private JsonObject foreign() {
    String taskId = lastEnded.map(Task::id).orElse("999999999999999");
    String fileId = lastEnded.map(Task::fileId).orElse("999999999999998");
    return body(taskId, TaskStatus.SUCCESS, fileId, BaseResp.SUCCESS);
  }

  private static JsonObject body(Task task, TaskStatus status) {
    return body(task.id(), status, task.fileIdAt(status), task.verdictAt(status));
  }

  private static JsonObject body(
      String taskId, TaskStatus status, String fileId, BaseResp verdict) {
    return new JsonObject()
        .put("task_id", taskId)
        .put("status", status.pushed)
        .put("file_id", fileId)
        .put("base_resp", verdict.json());
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
