package dev.keyframed.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves videos by signed URL, as the provider's storage does (src/docs/provider-api.md).
 *
 * <p>Requests with a key are refused, as signed storage does. Ranges are supported, with a strong
 * ETag.
 */
final class DownloadServer {
  private static final int DRIPS = 20;

  private final Vertx vertx;
  private final UrlSigner signer;
  private final Tasks tasks;
  private final VideoMaker videos;
  private final FaultPlayer faults;
  private final Duration lateness;

  /**
   * Represents a video that is being sent.
   *
   * @param etag with its quotes
   */
  private record ServedFile(HttpServerRequest request, Buffer video, String etag) {}

  DownloadServer(
      Vertx vertx,
      UrlSigner signer,
      Tasks tasks,
      VideoMaker videos,
      FaultPlayer faults,
      Duration lateness) {
    this.vertx = vertx;
    this.signer = signer;
    this.tasks = tasks;
    this.videos = videos;
    this.faults = faults;
    this.lateness = lateness;
  }

  void handle(HttpServerRequest request) {
    UrlSigner.Reading reading = signer.read(request.uri());
    Optional<Task> task = reading.fileId().flatMap(tasks::byFileId);
    if (request.headers().contains("Authorization")) {
      xml(request, 400, "InvalidArgument", "Only one auth mechanism allowed");
    } else if (reading.verdict() == UrlSigner.UrlVerdict.FORGED) {
      xml(request, 403, "SignatureDoesNotMatch", "The request signature does not match");
    } else if (reading.verdict() == UrlSigner.UrlVerdict.EXPIRED) {
      expired(request);
    } else if (task.isEmpty()) {
      xml(request, 404, "NoSuchKey", "The specified key does not exist.");
    } else if (!HttpMethod.GET.equals(request.method())) {
      xml(request, 405, "MethodNotAllowed", "The specified method is not allowed");
    } else {
      deliver(request, task.get());
    }
  }

  private void deliver(HttpServerRequest request, Task task) {
    Optional<PlannedFault> play = faults.at(Fault.Point.DOWNLOAD, task.order().subject());
    videos
        .video(task.order())
        .onFailure(cause -> xml(request, 500, "InternalError", "the video could not be made"))
        .onSuccess(
            video -> {
              ServedFile delivery =
                  new ServedFile(
                      request, video, '"' + Digest.sha256(video.getBytes()).substring(0, 32) + '"');
              if (play.isEmpty()) whole(delivery);
              else misbehave(delivery, task, play.get());
            });
  }

  private void misbehave(ServedFile delivery, Task task, PlannedFault play) {
    HttpServerRequest request = delivery.request();
    Buffer video = delivery.video();
    switch (play.fault()) {
      case DOWNLOAD_HTTP -> xml(request, play.number(), "Fault", "http status " + play.number());
      case DOWNLOAD_EXPIRED -> expired(request);
      case DOWNLOAD_CUT -> cut(delivery);
      case DOWNLOAD_WRONG_LENGTH -> cutAfter(delivery, video.length() + 1000, video.length());
      case DOWNLOAD_TRUNCATED -> end(head(delivery, 200), video.slice(0, video.length() / 2));
      case DOWNLOAD_SLOW -> drip(delivery);
      case DOWNLOAD_STALL -> {}
      case DOWNLOAD_EMPTY -> end(head(delivery, 200), Buffer.buffer());
      case DOWNLOAD_NOT_MP4 ->
          end(head(delivery, 200), Buffer.buffer("<html><body>Please sign in</body></html>"));
      case DOWNLOAD_REDIRECT -> redirect(request, task);
      case DOWNLOAD_RANGE_IGNORED -> end(head(delivery, 200), video);
      case DOWNLOAD_ETAG_CHANGED ->
          whole(new ServedFile(request, video, "\"changed-" + delivery.etag().substring(1)));
      default ->
          throw new IllegalArgumentException(play.fault().label() + " is no fault of a download");
    }
  }

  private void redirect(HttpServerRequest request, Task task) {
    String elsewhere =
        "http://" + request.authority() + signer.sign(task.fileId()) + "&redirected=1";
    end(request.response().setStatusCode(302).putHeader("Location", elsewhere), Buffer.buffer());
  }

  /** Returns the requested range; empty if {@code If-Range} names another version of the file. */
  private static Optional<ByteRange> range(ServedFile delivery) {
    String condition = delivery.request().getHeader("If-Range");
    boolean same = condition == null || condition.equals(delivery.etag());
    return same
        ? ByteRange.of(delivery.request().getHeader("Range"), delivery.video().length())
        : Optional.empty();
  }

  private static void whole(ServedFile delivery) {
    HttpServerRequest request = delivery.request();
    int length = delivery.video().length();
    Optional<ByteRange> range = range(delivery);
    if (range.isEmpty()) {
      end(head(delivery, 200), delivery.video());
    } else if (!range.get().satisfiable()) {
      end(
          request.response().setStatusCode(416).putHeader("Content-Range", range.get().of(length)),
          Buffer.buffer());
    } else {
      HttpServerResponse response =
          head(delivery, 206).putHeader("Content-Range", range.get().of(length));
      end(response, delivery.video().slice(range.get().from(), range.get().to() + 1));
    }
  }

  /** Announces more bytes than it sends, and closes the connection. */
  private static void cutAfter(ServedFile delivery, int announced, int sent) {
    head(delivery, 200)
        .putHeader("Content-Length", Integer.toString(announced))
        .write(delivery.video().slice(0, sent))
        .onComplete(written -> delivery.request().connection().close().onComplete(closed -> {}));
  }

  private static void cut(ServedFile delivery) {
    Optional<ByteRange> range = range(delivery).filter(ByteRange::satisfiable);
    if (range.isEmpty()) {
      cutAfter(delivery, delivery.video().length(), delivery.video().length() / 2);
      return;
    }
    ByteRange asked = range.get();
    head(delivery, 206)
        .putHeader("Content-Range", asked.of(delivery.video().length()))
        .putHeader("Content-Length", Integer.toString(asked.length()))
        .write(delivery.video().slice(asked.from(), asked.from() + asked.length() / 2))
        .onComplete(written -> delivery.request().connection().close().onComplete(closed -> {}));
  }

  private void drip(ServedFile delivery) {
    HttpServerResponse response =
        head(delivery, 200)
            .putHeader("Content-Length", Integer.toString(delivery.video().length()));
    drip(response, delivery.video(), 0);
  }

  private void drip(HttpServerResponse response, Buffer video, int from) {
    if (response.closed()) return;
    int to = Math.min(video.length(), from + video.length() / DRIPS + 1);
    if (to == video.length()) {
      end(response, video.slice(from, to));
      return;
    }
    response.write(video.slice(from, to)).onComplete(written -> {});
    vertx.setTimer(Math.max(1, lateness.toMillis() / DRIPS), next -> drip(response, video, to));
  }

  private static void expired(HttpServerRequest request) {
    xml(request, 403, "AccessDenied", "Request has expired.");
  }

  private static HttpServerResponse head(ServedFile delivery, int status) {
    return delivery
        .request()
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "video/mp4")
        .putHeader("Content-Disposition", "attachment; filename=\"output.mp4\"")
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", delivery.etag());
  }

  private static void xml(HttpServerRequest request, int status, String code, String message) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error>";
    end(
        request.response().setStatusCode(status).putHeader("Content-Type", "application/xml"),
        Buffer.buffer(body));
  }

  private static void end(HttpServerResponse response, Buffer body) {
    if (!response.closed()) response.end(body).onComplete(gone -> {});
  }
}
