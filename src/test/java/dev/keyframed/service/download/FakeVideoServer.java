package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one video: first the scripted answers, then correct ones. */
final class FakeVideoServer {
  static final String ETAG = "\"one\"";

  final Buffer video = mp4(200_000, 1);
  final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();

  private final Queue<Handler<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
  private final int port;
  private volatile Handler<HttpServerRequest> usual = this::well;

  FakeVideoServer(Vertx vertx) throws Exception {
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .await(5, SECONDS)
            .actualPort();
  }

  /** Returns a file with correct boxes. */
  static Buffer mp4(int bytes, int seed) {
    byte[] media = new byte[bytes];
    new Random(seed).nextBytes(media);
    return box("ftyp", "isom".getBytes(StandardCharsets.US_ASCII))
        .appendBuffer(box("mdat", media))
        .appendBuffer(box("moov", new byte[16]));
  }

  private static Buffer box(String type, byte[] content) {
    ByteBuffer box = ByteBuffer.allocate(8 + content.length);
    box.putInt(box.capacity()).put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
    return Buffer.buffer(box.array());
  }

  void next(Handler<HttpServerRequest> turn) {
    script.add(turn);
  }

  /** Answers every request in that way. */
  void always(Handler<HttpServerRequest> turn) {
    usual = turn;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/videos%2Fa/output.mp4?Expires=1&Signature=a%2Bb%2F";
  }

  String header(int request, String name) {
    return requests.get(request).getHeader(name);
  }

  private void serve(HttpServerRequest request) {
    requests.add(request);
    Handler<HttpServerRequest> turn = script.poll();
    (turn == null ? usual : turn).handle(request);
  }

  /** Serves the whole file, or the requested range. */
  void well(HttpServerRequest request) {
    String range = request.getHeader("Range");
    if (range == null || !ETAG.equals(request.getHeader("If-Range"))) {
      whole(request, ETAG, video);
      return;
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    if (from >= video.length()) {
      request.response().setStatusCode(416).end();
      return;
    }
    request
        .response()
        .setStatusCode(206)
        .putHeader("ETag", ETAG)
        .putHeader(
            "Content-Range", "bytes " + from + "-" + (video.length() - 1) + "/" + video.length())
        .end(video.slice(from, video.length()));
  }

  static void whole(HttpServerRequest request, String etag, Buffer content) {
    HttpServerResponse response = request.response();
    if (etag != null) {
      response.putHeader("ETag", etag);
    }
    response.end(content);
  }

  /** Announces the whole file, sends that much, and then closes the connection or stops sending. */
  void part(HttpServerRequest request, String etag, int bytes, boolean hangUp) {
    HttpServerResponse response =
        request.response().putHeader("Content-Length", String.valueOf(video.length()));
    if (etag != null) {
      response.putHeader("ETag", etag);
    }
    response
        .write(video.slice(0, bytes))
        .onSuccess(
            written -> {
              if (hangUp) {
                request.connection().close();
              }
            });
  }

  void cut(HttpServerRequest request) {
    part(request, ETAG, video.length() / 2, true);
  }

  static Handler<HttpServerRequest> status(int status) {
    return request -> request.response().setStatusCode(status).end("<Error/>");
  }
}
