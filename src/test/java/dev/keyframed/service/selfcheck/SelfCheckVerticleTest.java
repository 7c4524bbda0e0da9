package dev.keyframed.service.selfcheck;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyframed.Eventually;
import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.service.callback.ListenerFixture;
import dev.keyframed.support.metrics.SelfCheckMeters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Tests the reports of the self-check, with a URL that fails and works again. */
@Timeout(120)
class SelfCheckVerticleTest {
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration NEVER = Duration.ofHours(1);

  private final ListenerFixture listener = new ListenerFixture();
  private final SelfCheckHealth health = new SelfCheckHealth();
  private final SelfCheckMeters meters = new SelfCheckMeters(listener.registry);
  private final Logger logger = (Logger) LoggerFactory.getLogger(SelfCheckVerticle.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int status = 200;
  private URI url;
  private String deployment;

  @BeforeEach
  void open() throws Exception {
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    int port =
        listener
            .vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(10, SECONDS)
            .actualPort();
    url = URI.create("http://127.0.0.1:" + port);
  }

  @AfterEach
  void close() throws Exception {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
    listener.close();
  }

  @Test
  void self_check_health_does_not_decide_readiness() {
    assertThat(health.name()).isEqualTo("callback_url");
    assertThat(health.decidesReadiness()).isFalse();
    assertThat(health.status().well()).isTrue();
    assertThat(reachable()).isNaN();
  }

  @Test
  void self_check_result_is_logged_once_per_change() throws Exception {
    start(SOON, SOON);
    after(3);
    assertThat(health.status().well()).isTrue();
    assertThat(reachable()).isEqualTo(1);

    status = 502;
    Eventually.await("the URL is found unreachable", () -> !health.status().well());
    after(3);
    assertThat(health.status().reason()).contains("answers 502");
    assertThat(reachable()).isZero();
    assertThat(checks("wrong_answer")).isGreaterThan(1);

    status = 200;
    Eventually.await("the URL is found reachable", () -> health.status().well());
    after(3);
    assertThat(said())
        .hasSize(3)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("INFO callback.public_url is reachable"),
            then -> assertThat(then).startsWith("WARN the provider cannot call back: "),
            last -> assertThat(last).startsWith("INFO callback.public_url is reachable"));
  }

  @Test
  void single_failed_self_check_is_not_reported() throws Exception {
    status = 502;
    start(NEVER, NEVER);
    after(1);

    assertThat(health.status().well()).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void second_failed_self_check_is_reported() throws Exception {
    status = 502;
    start(NEVER, SOON);
    Eventually.await("a report", () -> !said().isEmpty());

    assertThat(calls).hasValue(2);
    assertThat(said()).singleElement().asString().startsWith("WARN the provider cannot call back");
  }

  @Test
  void self_check_logs_contain_no_token() throws Exception {
    status = 404;
    start(SOON, SOON);
    Eventually.await("the URL is found unreachable", () -> !health.status().well());

    assertThat(String.join("\n", said()) + health.status().reason())
        .doesNotContain("self.check/")
        .doesNotContainPattern("[A-Za-z0-9_-]{22}");
  }

  @Test
  void self_check_start_and_stop_do_not_wait_for_answer() throws Exception {
    status = 0;
    start(SOON, SOON);
    // The only one: it may have come before the start was reported.
    Eventually.await("a call", () -> calls.get() > 0);
    listener.vertx.undeploy(deployment).await(10, SECONDS);

    assertThat(health.status().reason()).isEqualTo("not checked yet");
  }

  private void start(Duration every, Duration confirmAfter) throws Exception {
    SelfCheckSettings settings =
        new SelfCheckSettings(url, every, confirmAfter, Duration.ofSeconds(30));
    deployment =
        listener
            .vertx
            .deployVerticle(
                new SelfCheckVerticle(
                    settings,
                    listener.urls,
                    new MiniMaxCallbacks(),
                    health,
                    meters,
                    Clock.systemUTC()))
            .await(10, SECONDS);
  }

  /** Answers as another node of the namespace, or with a status; 0 gives no answer. */
  private void answer(HttpServerRequest request) {
    calls.incrementAndGet();
    if (status == 0) {
      return;
    }
    Future<Void> unused =
        request
            .response()
            .setStatusCode(status)
            .end(
                listener
                    .urls
                    .verifySelfCall(request.path())
                    .map(CallbackUrls.SelfCall::answer)
                    .map(answer -> new JsonObject().put("challenge", answer).encode())
                    .orElse(""));
  }

  private void after(int more) throws Exception {
    int enough = calls.get() + more;
    Eventually.await("more calls", () -> calls.get() >= enough);
  }

  private double reachable() {
    return listener.registry.get("keyframed.callback.reachable").gauge().value();
  }

  private double checks(String outcome) {
    return listener
        .registry
        .get("keyframed.callback.checks")
        .tags("outcome", outcome)
        .counter()
        .count();
  }

  private List<String> said() {
    return new ArrayList<>(lines.list)
        .stream().map(line -> line.getLevel() + " " + line.getFormattedMessage()).toList();
  }
}
