package dev.keyframed.adapter.minimax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sets up the client with real servers on the loopback, each of which plays one case. */
@ExtendWith(VertxExtension.class)
abstract class ProviderClientFixture {
  static final String OK = "\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}";
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Duration IMPATIENCE = Duration.ofMillis(300);

  final List<String> heard = new CopyOnWriteArrayList<>();
  Vertx vertx;

  @BeforeEach
  void vertx(Vertx fresh) {
    vertx = fresh;
  }

  MiniMaxProvider at(int port, Duration patience) {
    return at("http://127.0.0.1:" + port + "/", patience, true);
  }

  MiniMaxProvider at(String url, Duration patience, boolean allowPrivate) {
    return new MiniMaxProvider(
        vertx,
        new ProviderSettings(url, () -> "sk-key", patience, allowPrivate),
        (operation, outcome, took) -> heard.add(operation + " " + outcome),
        (operation, code) -> heard.add("error " + operation + " " + code));
  }

  int http(Handler<HttpServerRequest> play) throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(play)
        .listen(0, "127.0.0.1")
        .await(5, SECONDS)
        .actualPort();
  }

  int tcp(Handler<NetSocket> play) throws Exception {
    return vertx
        .createNetServer()
        .connectHandler(play)
        .listen(0, "127.0.0.1")
        .await(5, SECONDS)
        .actualPort();
  }

  /** Returns a port without a listener. */
  int free() throws Exception {
    var server = vertx.createNetServer().connectHandler(socket -> {});
    int port = server.listen(0, "127.0.0.1").await(5, SECONDS).actualPort();
    Future<Void> closed = server.close();
    closed.await(5, SECONDS);
    return port;
  }

  /** Sends an answer that is compressed although that was not requested. */
  static void zipped(HttpServerRequest request, String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(out.toByteArray()));
  }

  /** Sends a valid answer that is too long. */
  static void flood(HttpServerRequest request) {
    String answer = "{\"task_id\":\"42\",\"status\":\"Processing\"," + OK + "}";
    request.response().end(" ".repeat(1 << 20) + answer);
  }

  /** Checks the calls and errors reported so far; the last one comes after its answer. */
  final void assertReported(String... lines) throws Exception {
    Eventually.await("all is reported", PATIENCE, () -> heard.size() >= lines.length);
    assertThat(heard).containsExactly(lines);
  }

  /** Checks the latest report, which comes after its answer. */
  final void assertReportedLast(String line) throws Exception {
    Eventually.await(
        line, PATIENCE, () -> !heard.isEmpty() && heard.get(heard.size() - 1).equals(line));
  }
}
