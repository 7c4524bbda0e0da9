package dev.keyframed.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Sends the answers of the API, complete or distorted as a fault demands. */
final class ApiAnswers {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int FIRST_GATEWAY_STATUS = 502;

  private final Vertx vertx;
  private final Duration lateness;

  ApiAnswers(Vertx vertx, Duration lateness) {
    this.vertx = vertx;
    this.lateness = lateness;
  }

  void send(HttpServerRequest request, JsonObject body) {
    whole(request.response(), 200, JSON, body.toBuffer());
  }

  /** Sends a refusal as the provider does: HTTP 200 and a code. */
  void refuse(HttpServerRequest request, BaseResp verdict) {
    send(request, refusal(verdict));
  }

  /** Sends the body, distorted if the fault distorts answers. */
  void send(HttpServerRequest request, JsonObject body, Optional<PlannedFault> play) {
    if (play.isEmpty()) send(request, body);
    else spoil(request, body, play.get());
  }

  void cut(HttpServerRequest request) {
    // The client may have closed the connection already.
    request.connection().close().onComplete(closed -> {});
  }

  private void spoil(HttpServerRequest request, JsonObject body, PlannedFault play) {
    HttpServerResponse response = request.response();
    switch (play.fault().spoil) {
      case NONE -> send(request, body);
      case CUT -> cut(request);
      case HALF -> half(request, body.toBuffer());
      case LATE -> vertx.setTimer(lateness.toMillis(), late -> send(request, body));
      case STALL -> {}
      case CODE -> refuse(request, BaseResp.of(play.number()));
      case HTTP -> http(response, play.number());
      case NON_JSON ->
          whole(
              response,
              200,
              "text/plain",
              Buffer.buffer("upstream connect error or disconnect/reset before headers"));
      case STRING_CODE -> send(request, withStringCode(body));
      case ERROR -> error(response, play.number());
      case GZIP -> gzip(response, body.toBuffer());
      case NUMERIC_IDS -> send(request, withNumericIds(body));
    }
  }

  private void half(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = head(request.response(), 200, JSON);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    response.write(body.slice(0, body.length() / 2)).onComplete(written -> cut(request));
  }

  private void http(HttpServerResponse response, int status) {
    if (status < FIRST_GATEWAY_STATUS) {
      JsonObject error =
          new JsonObject().put("type", "error").put("message", "http status " + status);
      whole(response, status, JSON, new JsonObject().put("error", error).toBuffer());
    } else {
      String page =
          "<html><head><title>"
              + status
              + "</title></head><body><center><h1>"
              + status
              + "</h1></center></body></html>";
      response.setStatusCode(status).putHeader("Content-Type", "text/html");
      end(response, Buffer.buffer(page));
    }
  }

  /**
   * Sends an error as the second API does, with an HTTP status, and the code in the text
   * (src/docs/provider-api.md).
   */
  private void error(HttpServerResponse response, int code) {
    ErrorShape shape = ErrorShape.of(code);
    JsonObject error =
        new JsonObject()
            .put("type", shape.type())
            .put("message", BaseResp.of(code).text() + " (" + code + ")");
    JsonObject body = new JsonObject().put("type", "error").put("error", error);
    whole(response, shape.status(), JSON, body.toBuffer());
  }

  private void gzip(HttpServerResponse response, Buffer body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    response.putHeader("Content-Encoding", "gzip");
    whole(response, 200, JSON, Buffer.buffer(zipped.toByteArray()));
  }

  private void whole(HttpServerResponse response, int status, String type, Buffer body) {
    end(head(response, status, type), body);
  }

  private static HttpServerResponse head(HttpServerResponse response, int status, String type) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Trace-Id", UUID.randomUUID().toString().replace("-", ""));
  }

  private static void end(HttpServerResponse response, Buffer body) {
    if (!response.closed()) response.end(body).onComplete(gone -> {});
  }

  private static JsonObject refusal(BaseResp verdict) {
    return new JsonObject().put("task_id", "").put("base_resp", verdict.json());
  }

  private static JsonObject withStringCode(JsonObject body) {
    JsonObject copy = body.copy();
    JsonObject verdict = copy.getJsonObject("base_resp");
    verdict.put("status_code", Integer.toString(verdict.getInteger("status_code")));
    return copy;
  }

  static JsonObject withNumericIds(JsonObject body) {
    JsonObject copy = body.copy();
    for (String field : new String[] {"task_id", "file_id"}) {
      String id = copy.getString(field, "");
      if (!id.isEmpty()) copy.put(field, Long.parseLong(id));
    }
    return copy;
  }
}
