package dev.keyframed.service.management;

import dev.keyframed.service.management.ManagementVerticle.HealthChecks;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Answers the requests for metrics and health. */
final class ManagementHandler implements Handler<HttpServerRequest> {
  /** HEAD is answered as GET; Vert.x leaves out the body. */
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final Vertx vertx;
  private final HealthChecks checks;
  private final PrometheusMeterRegistry registry;

  ManagementHandler(Vertx vertx, HealthChecks checks, PrometheusMeterRegistry registry) {
    this.vertx = vertx;
    this.checks = checks;
    this.registry = registry;
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response =
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (!READING.contains(request.method())) {
      response.setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET, HEAD").end();
      return;
    }
    switch (String.valueOf(request.path())) {
      case "/metrics" -> metrics(request.getHeader(HttpHeaders.ACCEPT), response);
      case "/health/live" -> simple(response, true);
      case "/health/started" -> simple(response, checks.started().getAsBoolean());
      case "/health/ready" -> ready(response);
      default -> response.setStatusCode(404).end();
    }
  }

  /** Runs off the event loop: a scrape reads every meter, and some of them ask the system. */
  private void metrics(String accept, HttpServerResponse response) {
    String type =
        accept != null && accept.contains(OPEN_METRICS)
            ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8";
    vertx
        .executeBlocking(() -> registry.scrape(type), false)
        .onSuccess(text -> end(response, type, Buffer.buffer(text)))
        .onFailure(fault -> response.setStatusCode(500).end(fault.toString()));
  }

  private void ready(HttpServerResponse response) {
    Readiness readiness = Readiness.of(checks.parts());
    health(response, readiness.ready(), readiness.json());
  }

  private static void simple(HttpServerResponse response, boolean well) {
    health(response, well, new JsonObject().put("status", Readiness.word(well)));
  }

  private static void health(HttpServerResponse response, boolean well, JsonObject json) {
    end(response.setStatusCode(well ? 200 : 503), "application/json", json.toBuffer());
  }

  /** Sends the body with its length, which an answer to HEAD would not show otherwise. */
  private static void end(HttpServerResponse response, String type, Buffer body) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
        .end(body);
  }
}
