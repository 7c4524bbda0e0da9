package dev.keyframed.service.management;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.Account;
import dev.keyframed.job.State;
import dev.keyframed.port.Health;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.service.management.ManagementVerticle.HealthChecks;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import dev.keyframed.support.bus.BusAddresses.StatusRequest;
import dev.keyframed.support.metrics.NamespaceGauges;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementVerticleTest {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Part redis = new Part("redis", true);
  private final Part account = new Part("disk", false);
  private final AtomicInteger counts = new AtomicInteger();
  private final Promise<Void> countedAgain = Promise.promise();
  private volatile boolean started;
  private ManagementVerticle verticle;

  @BeforeEach
  void start() throws Exception {
    Bus.install(vertx);
    assertThat(new Bus(vertx).answer(BusAddresses.STATUS, this::count).isRegistered()).isTrue();
    verticle =
        new ManagementVerticle(
            new ManagementSettings("127.0.0.1", 0, Duration.ofMillis(10)),
            new HealthChecks(() -> started, List.of(redis, account)),
            registry,
            new NamespaceGauges(registry, Clock.systemUTC()));
    vertx.deployVerticle(verticle).await(10, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void metrics_are_served_as_plain_text() throws Exception {
    HttpResponse<Buffer> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.bodyAsString())
        .contains("\nkeyframed_build_info{", "\nkeyframed_jobs{", "\njvm_memory_used_bytes{")
        .containsPattern("\nprocess_resident_memory_bytes [1-9]")
        .containsPattern("\nprocess_cpu_seconds_total [0-9]")
        .doesNotContain("# EOF");
  }

  @Test
  void metrics_are_served_as_open_metrics_on_request() throws Exception {
    HttpResponse<Buffer> answer =
        client
            .get(verticle.port(), "127.0.0.1", "/metrics")
            .putHeader(
                "Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1")
            .send()
            .await(10, SECONDS);

    assertThat(answer.getHeader("Content-Type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.bodyAsString()).contains("\nkeyframed_build_info{").endsWith("# EOF\n");
  }

  @Test
  void namespace_is_counted_periodically_despite_failures() throws Exception {
    countedAgain.future().await(10, SECONDS);

    assertThat(get("/metrics").bodyAsString()).contains("\nkeyframed_jobs{state=\"queued\"} 3.0\n");
  }

  @Test
  void management_start_names_key_when_port_is_in_use() {
    Future<String> second =
        vertx.deployVerticle(
            new ManagementVerticle(
                new ManagementSettings("127.0.0.1", verticle.port()),
                new HealthChecks(() -> started, List.of()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new NamespaceGauges(registry, Clock.systemUTC())));

    assertThatThrownBy(() -> second.await(10, SECONDS))
        .hasMessageStartingWith("management.port: %d is in use on 127.0.0.1", verticle.port());
  }

  @Test
  void health_live_reports_only_that_event_loop_runs() throws Exception {
    redis.well = false;

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/live").bodyAsJsonObject())
        .isEqualTo(new JsonObject().put("status", "UP"));
  }

  @Test
  void health_started_is_down_until_daemon_has_started() throws Exception {
    assertThat(get("/health/started").statusCode()).isEqualTo(503);
    started = true;
    assertThat(get("/health/started").statusCode()).isEqualTo(200);
  }

  @Test
  void health_ready_lists_every_check_with_reason() throws Exception {
    HttpResponse<Buffer> answer = get("/health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    JsonObject body = answer.bodyAsJsonObject();
    assertThat(body.getString("status")).isEqualTo("UP");
    JsonArray checks = body.getJsonArray("checks");
    assertThat(checks.stream().map(check -> ((JsonObject) check).getString("id")))
        .containsExactly("redis", "disk", "account");
    assertThat(checks.getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                "{'id':'redis','status':'UP','data':{'reason':'fine'}}".replace('\'', '"')));
  }

  @Test
  void health_ready_is_down_when_deciding_check_fails() throws Exception {
    redis.well = false;
    HttpResponse<Buffer> answer = get("/health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("DOWN");
    assertThat(answer.bodyAsString()).contains("{\"reason\":\"look at it\"}");
  }

  @Test
  void health_ready_stays_up_and_shows_failed_non_deciding_check() throws Exception {
    account.well = false;
    HttpResponse<Buffer> answer = get("/health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("UP");
    assertThat(answer.bodyAsString()).contains("\"DOWN\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/health/live", "/health/ready", "/health/started", "/none"})
  void head_request_is_answered_like_get_without_body(String path) throws Exception {
    HttpResponse<Buffer> get = get(path);
    HttpResponse<Buffer> head = send(HttpMethod.HEAD, path);

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.getHeader("Content-Type")).isEqualTo(get.getHeader("Content-Type"));
    assertThat(head.body()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/health/started"})
  void head_request_has_content_length_of_get(String path) throws Exception {
    countedAgain.future().await(10, SECONDS); // the account's reason stays the same from then on

    assertThat(send(HttpMethod.HEAD, path).getHeader("Content-Length"))
        .isNotNull()
        .isEqualTo(get(path).getHeader("Content-Length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
  void management_request_with_unsupported_method_gets_405_with_allow_header(String method)
      throws Exception {
    HttpResponse<Buffer> answer = send(HttpMethod.valueOf(method), "/health/ready");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void unknown_management_path_gets_404() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  /** Fails twice, then answers. A further request shows that the answer was taken. */
  private Future<NamespaceStatus> count(StatusRequest asked) {
    int time = counts.incrementAndGet();
    if (time < 3) {
      return Future.failedFuture("no store today");
    }
    if (time > 3) {
      countedAgain.tryComplete();
    }
    NamespaceStats census =
        new NamespaceStats(Map.of(State.QUEUED, 3L), 0, null, 0, Duration.ZERO, 0, 0);
    return Future.succeededFuture(new NamespaceStatus(census, Account.NEW, false, false));
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path) throws Exception {
    return client.request(method, verticle.port(), "127.0.0.1", path).send().await(10, SECONDS);
  }

  private HttpResponse<Buffer> get(String path) throws Exception {
    return client.get(verticle.port(), "127.0.0.1", path).send().await(10, SECONDS);
  }

  private static final class Part implements Health {
    private final String name;
    private final boolean decides;
    private volatile boolean well = true;

    Part(String name, boolean decides) {
      this.name = name;
      this.decides = decides;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public HealthStatus status() {
      return well ? HealthStatus.well("fine") : HealthStatus.unwell("look at it");
    }

    @Override
    public boolean decidesReadiness() {
      return decides;
    }
  }
}
