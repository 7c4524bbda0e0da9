package dev.keyframed.ops;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.redis.NamespaceClient;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.e2e.JobJsonFixture;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.CallbackUrls.SelfCall;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.sandbox.SandboxConfig;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how the daemon works for others while its public listener is flooded. */
class FloodDrill {
  private static final int PATIENCE = 60;
  private static final List<String> KINDS = List.of("pipelined", "again", "frames", "held");
  private static final Duration EACH = Duration.ofSeconds(16);

  /** Sets the interval of challenges, several of which belong to one job. */
  private static final Duration PACE = Duration.ofMillis(50);

  private static final int TO_A_JOB = 20;
  private static final int WARM_UP = 50;

  @TempDir Path dir;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient management = HttpClient.newHttpClient();
  private final CallbackUrls urls =
      new CallbackUrls("keyframed", List.of(ServeProcess.CALLBACK_SECRET));
  private EmbeddedRedis redis;
  private Sandbox sandbox;
  private NamespaceClient client;
  private ServeProcess daemon;
  private HttpClientAgent caller;
  private int port;
  private int managementPort;
  private int jobs;
  private int called;

  @BeforeEach
  void start() throws Exception {
    redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0);
    SandboxConfig provider =
        SandboxConfig.defaults()
            .withGeneration(Duration.ofSeconds(3))
            .withSubmissionsPerMinute(0)
            .withTrustAll();
    sandbox = new Sandbox(vertx, provider).start().await(PATIENCE, SECONDS);
    client = NamespaceClient.open(vertx, redis.url(), "keyframed");
    port = ServeProcess.freePort();
    managementPort = ServeProcess.freePort();
    daemon = ServeProcess.start(dir, configuration());
    HttpClientOptions strangers =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setKeepAlive(false);
    caller = vertx.createHttpClient(strangers, new PoolOptions().setHttp1MaxSize(1000));
  }

  private Path configuration() throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=127.0.0.1")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    return Files.writeString(
        dir.resolve("keyframed.yaml"),
        """
        data_dir: %s
        redis: {url: "%s"}
        provider: {base_url: "%s", allow_private_addresses: true, requests_per_minute: 6000}
        callback:
          public_url: https://127.0.0.1:%d
          host: 127.0.0.1
          port: %4$d
          self_check: 0s
          tls: {cert: %s, key: %s}
        poll: {first_after: 1s, interval: 1s, max_interval: 1s}
        management: {port: %d}
        """
            .formatted(
                dir,
                redis.url(),
                sandbox.baseUrl(),
                port,
                Files.writeString(dir.resolve("cert.pem"), bundle.getCertificatePathPEM()),
                Files.writeString(dir.resolve("key.pem"), bundle.getPrivateKeyPEM()),
                managementPort));
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
    client.close();
    vertx.close().await(PATIENCE, SECONDS);
    redis.close();
  }

  @Test
  void daemon_keeps_working_under_each_kind_of_flood_and_all_together() throws Exception {
    for (int ready = 0; ready < WARM_UP; ready++) { // both sides have to be compiled
      double unused = challenge().await(PATIENCE, SECONDS);
    }
    JsonObject figures = new JsonObject();
    during("none", figures);
    for (String kind : KINDS) {
      during(kind, figures, kind);
    }
    during("all", figures, KINDS.toArray(String[]::new));
    Path report = Files.createDirectories(Path.of("target", "drills")).resolve("floods.json");
    Files.writeString(report, figures.encodePrettily());

    List<JsonObject> results = results();
    assertThat(results).allMatch(result -> result.getString("state").equals("succeeded"));
    assertThat(sandbox.ledger().submissions())
        .hasSize(jobs)
        .allMatch(sent -> sent.challenges() == 1 && sent.echoes() == 1);
    assertThat(metric("keyframed_polls_total{outcome=\"succeeded\"}"))
        .as("queries that tell of an end")
        .isGreaterThanOrEqualTo(jobs);
    assertThat(metric("keyframed_callback_refused_total{why=\"evicted\"}")).isPositive();
    assertThat(metric("keyframed_callback_refused_total{why=\"address_rate\"}")).isPositive();
    assertThat(metric("keyframed_callback_refused_total{why=\"too_much_sent\"}")).isPositive();
    assertThat(daemon.said())
        .contains("trouble with callback:")
        .doesNotContain("trouble with redis", "is unavailable", "cannot be stored", "OutOfMemory");
  }

  /** Sends challenges and jobs during a flood; each challenge must be answered. */
  private void during(String name, JsonObject figures, String... kinds) throws Exception {
    List<Future<Double>> answers = new ArrayList<>();
    String strangers;
    Process flood = FloodGenerator.start(port, dir.resolve("cert.pem"), List.of(kinds));
    try (BufferedReader said = flood.inputReader()) {
      for (int sent = 0; sent < EACH.dividedBy(PACE); sent++) {
        if (sent % TO_A_JOB == 0) {
          String unused =
              client.enqueue(JobJsonFixture.good("job-" + ++jobs).encode()).await(PATIENCE, SECONDS);
        }
        answers.add(challenge());
        Eventually.pause(PACE);
      }
      Future.all(answers).await(PATIENCE, SECONDS);
      flood.getOutputStream().close();
      strangers = said.readLine();
    } finally {
      flood.destroyForcibly();
    }
    double[] took = answers.stream().mapToDouble(Future::result).sorted().toArray();
    JsonObject found =
        new JsonObject()
            .put("strangers came", Integer.parseInt(strangers))
            .put("challenges, ms, half within", took[took.length / 2])
            .put("99 of 100 within", took[(int) Math.ceil(took.length * 0.99) - 1])
            .put("all within", Arrays.stream(took).max().orElseThrow());
    figures.put(name, found);
    System.out.println("flood: " + name + " " + found.encode());
  }

  /** Returns the milliseconds to the echo, on a new connection from an address of its own. */
  private Future<Double> challenge() {
    SelfCall call = urls.selfCall("AAAAAAAAAAAAAAAA%06d".formatted(called++));
    long start = System.nanoTime();
    return caller
        .request(HttpMethod.POST, port, "127.0.0.1", call.path())
        .compose(
            request -> request.send(new JsonObject().put("challenge", call.challenge()).toBuffer()))
        .compose(HttpClientResponse::body)
        .map(
            body -> {
              assertThat(body.toJsonObject().getString("challenge")).isEqualTo(call.answer());
              return (System.nanoTime() - start) / 1e6;
            });
  }

  private List<JsonObject> results() throws Exception {
    Eventually.await(
        () -> jobs + " results: " + daemon.said(),
        Duration.ofSeconds(PATIENCE),
        () -> client.results().await(PATIENCE, SECONDS).size() >= jobs);
    List<String> found = client.results().await(PATIENCE, SECONDS);
    assertThat(found).as(daemon.said()).hasSize(jobs);
    return found.stream().map(JsonObject::new).toList();
  }

  private double metric(String name) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
    String all =
        management.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    Matcher value = Pattern.compile(Pattern.quote(name) + " (\\S+)").matcher(all);
    assertThat(value.find()).as(name).isTrue();
    return Double.parseDouble(value.group(1));
  }
}
