package dev.keyframed.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Provides a sandbox, a callback URL that echoes, and an API client. For the test's own thread. */
final class SandboxFixture implements AutoCloseable {
  static final SandboxConfig QUICK =
      SandboxConfig.defaults()
          .withSubmissionsPerMinute(0)
          .withTimes(
              new SandboxConfig.Times(
                  Duration.ofMillis(200),
                  Duration.ofMillis(1),
                  Duration.ofMillis(500),
                  Duration.ofMillis(600),
                  Duration.ofHours(1)));

  final Vertx vertx = Vertx.vertx();
  final Sandbox sandbox;

  /** Holds every challenge and push that arrived, with its path as "path". */
  final BlockingQueue<JsonObject> challenges = new LinkedBlockingQueue<>();

  final BlockingQueue<String> pushes = new LinkedBlockingQueue<>();

  /** Computes the answer to a challenge. */
  volatile UnaryOperator<JsonObject> echo = challenge -> challenge;

  /** Sets the client's time-out. */
  volatile Duration patience = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();

  /** Downloads without racing the GOAWAY of a connection that a fault has closed. */
  private final HttpClient files =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpServer callbacks;

  private SandboxFixture(SandboxConfig config) throws TimeoutException {
    sandbox = new Sandbox(vertx, config).start().await(5, SECONDS);
    callbacks =
        vertx
            .createHttpServer()
            .requestHandler(this::called)
            .listen(0, "127.0.0.1")
            .await(5, SECONDS);
  }

  static SandboxFixture with(SandboxConfig config) throws TimeoutException {
    return new SandboxFixture(config);
  }

  static SandboxFixture playing(String plan) throws TimeoutException {
    return new SandboxFixture(QUICK.withFaults(FaultPlan.parse(plan), 1));
  }

  String callbackUrl(String job) {
    return "http://127.0.0.1:" + callbacks.actualPort() + "/callbacks/" + job + "/1/secret";
  }

  /** Returns a valid request. */
  JsonObject order(String job) {
    return new JsonObject()
        .put("model", "MiniMax-Hailuo-02")
        .put("prompt", "A [Push in] for " + job)
        .put("last_frame_image", "https://example.com/" + job + ".jpg")
        .put("callback_url", callbackUrl(job));
  }

  HttpResponse<String> post(JsonObject order, String key) throws IOException, InterruptedException {
    return client.send(creation(order, key), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest creation(JsonObject order, String key) {
    return request(sandbox.baseUrl() + "/v1/video_generation")
        .header("Authorization", "Bearer " + key)
        .POST(HttpRequest.BodyPublishers.ofString(order.encode()))
        .build();
  }

  HttpResponse<String> post(JsonObject order) throws IOException, InterruptedException {
    return post(order, "sandbox-key");
  }

  /** Sends a valid creation and ignores the answer. */
  void submit(String job) throws IOException, InterruptedException {
    client.send(creation(order(job), "sandbox-key"), HttpResponse.BodyHandlers.discarding());
  }

  JsonObject create(JsonObject order) throws IOException, InterruptedException {
    return new JsonObject(post(order).body());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(
        request(sandbox.baseUrl() + path).header("Authorization", "Bearer sandbox-key").GET());
  }

  JsonObject query(String taskId) throws IOException, InterruptedException {
    return new JsonObject(get("/v1/query/video_generation?task_id=" + taskId).body());
  }

  JsonObject file(String fileId) throws IOException, InterruptedException {
    return new JsonObject(get("/v1/files/retrieve?file_id=" + fileId).body());
  }

  /** Sends a request to the sandbox's controls, which must be accepted. */
  void turn(String path, JsonObject body) throws IOException, InterruptedException {
    JsonObject answer = control(path, body);
    if (answer.getInteger("http") != 200) throw new AssertionError(answer.encode());
  }

  JsonObject control(String path, JsonObject body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request(sandbox.baseUrl() + "/_sandbox/" + path)
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    return new JsonObject(answer.body()).put("http", answer.statusCode());
  }

  /**
   * Downloads a URL.
   *
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> download(String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(url).GET();
    if (headers.length > 0) request.headers(headers);
    return files.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Waits for the push with the final status. */
  JsonObject ended() throws InterruptedException {
    for (; ; ) {
      JsonObject push = new JsonObject(push());
      if (!push.getString("status").equalsIgnoreCase("processing")) return push;
    }
  }

  String push() throws InterruptedException {
    String push = pushes.poll(5, SECONDS);
    if (push == null) throw new AssertionError("no push came");
    return push;
  }

  void awaitEnd() throws InterruptedException {
    if (ended().isEmpty()) throw new AssertionError("an empty push");
  }

  /** Creates a task, waits for its video, and returns the download URL. */
  String videoUrl(String job) throws IOException, InterruptedException {
    submit(job);
    return file(ended().getString("file_id")).getJsonObject("file").getString("download_url");
  }

  @Override
  public void close() throws TimeoutException {
    sandbox.stop().await(5, SECONDS);
    vertx.close().await(5, SECONDS);
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(patience);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void called(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (!body.toString().contains("\"challenge\"")) {
                pushes.add(body.toString());
                request.response().end().onComplete(done -> {});
                return;
              }
              JsonObject challenge = new JsonObject(body);
              challenges.add(challenge.copy().put("path", request.path()));
              request.response().end(echo.apply(challenge).toBuffer()).onComplete(done -> {});
            });
  }
}
