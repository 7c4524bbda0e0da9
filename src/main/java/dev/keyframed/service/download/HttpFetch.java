package dev.keyframed.service.download;

import dev.keyframed.service.download.PartFile.Kept;
import dev.keyframed.service.download.PartSink.DiskException;
import dev.keyframed.service.download.PartSink.TooLongException;
import dev.keyframed.support.net.Addresses;
import dev.keyframed.support.net.Addresses.NotPublicException;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** Fetches a file from one URL into a part, following redirects. For one use, on one event loop. */
final class HttpFetch {
  private static final int REDIRECTS = 3;

  private final Vertx vertx;
  private final HttpClient client;
  private final Addresses addresses;
  private final DownloadSettings settings;
  private final DownloadTimeouts timeouts;
  private final PartFile part;

  private PartSink sink;
  private HttpClientRequest request;
  private Timer watch;
  private String aborted;
  private String type;

  HttpFetch(
      Vertx vertx,
      HttpClient client,
      DownloadSettings settings,
      DownloadTimeouts timeouts,
      PartFile part) {
    this.vertx = vertx;
    this.client = client;
    this.addresses = new Addresses(vertx, settings.allowPrivateAddresses());
    this.settings = settings;
    this.timeouts = timeouts;
    this.part = part;
  }

  /** Fetches the file and returns the outcome; never fails. */
  Future<FetchResult> from(String url, Kept kept) {
    watch(0);
    return follow(url, kept, 0).otherwise(this::fault).onComplete(done -> watch.cancel());
  }

  /** Ends the transfer soon, as cut, and leaves the part as it is. */
  void abort(String reason) {
    aborted = reason;
    if (request != null) {
      request.reset();
    }
  }

  /** Returns the number of body bytes so far. */
  long bytesReceived() {
    return sink == null ? 0 : sink.accepted();
  }

  /** Returns the {@code Content-Type} of the answer, or null if it had none. */
  String type() {
    return type;
  }

  private void watch(long before) {
    watch = vertx.timer(timeouts.window().toMillis());
    watch.onSuccess(
        fired -> {
          if (bytesReceived() - before < timeouts.least(timeouts.window())) {
            abort("too slow");
          }
          watch(bytesReceived());
        });
  }

  private Future<FetchResult> follow(String url, Kept kept, int redirects) {
    DownloadUrl target = DownloadUrl.of(url, settings.allowPrivateAddresses());
    if (target == null) {
      return Future.succeededFuture(
          FetchResult.unfit(
              0, "the URL is not allowed: not readable, not https, or with a user name"));
    }
    return addresses
        .connect(
            target.host(),
            target.port(),
            address ->
                aborted == null
                    ? client.request(options(target, address, kept))
                    : Future.failedFuture(aborted))
        .compose(
            connected -> {
              request = connected;
              return aborted == null ? connected.send() : Future.failedFuture(aborted);
            })
        .compose(response -> read(response, target, kept, redirects));
  }

  private RequestOptions options(DownloadUrl target, SocketAddress address, Kept kept) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(target.url())
            .setServer(address)
            .putHeader("Accept-Encoding", "identity")
            .setConnectTimeout(timeouts.silence().toMillis());
    if (kept.isResumable()) {
      options.putHeader("Range", "bytes=" + kept.bytes() + "-").putHeader("If-Range", kept.etag());
    }
    return options;
  }

  private Future<FetchResult> read(
      HttpClientResponse response, DownloadUrl target, Kept kept, int redirects) {
    ResponseHead head =
        ResponseHead.of(response.statusCode(), response.headers(), kept, settings.maxSize());
    // Before any wait for the disk: a response that ends meanwhile would lose its body.
    type = response.getHeader("Content-Type");
    if (head instanceof ResponseHead.Whole whole) {
      sink = new PartSink(vertx, part, whole.length() < 0 ? settings.maxSize() : whole.length());
      Future<Void> restarted =
          whole.gzip() ? sink.restartPacked(settings.maxSize()) : sink.restart(whole.etag());
      return Future.join(restarted, pour(response)).map(all -> FetchResult.whole());
    }
    if (head instanceof ResponseHead.Rest rest) {
      sink = new PartSink(vertx, part, rest.length());
      return pour(response).map(all -> FetchResult.whole());
    }
    ignoreReset(response);
    request.reset();
    if (head instanceof ResponseHead.Moved moved) {
      return redirects < REDIRECTS
          ? follow(target.resolve(moved.location()), kept, redirects + 1)
          : Future.succeededFuture(FetchResult.unfit(response.statusCode(), "too many redirects"));
    }
    return head instanceof ResponseHead.Changed
        ? new PartSink(vertx, part, 0).restart("").map(FetchResult.cut("the file has changed"))
        : Future.succeededFuture(refused(head));
  }

  private static FetchResult refused(ResponseHead head) {
    if (head instanceof ResponseHead.Expired expired) {
      return new FetchResult(
          FetchResult.FetchOutcome.EXPIRED,
          expired.status(),
          "the URL has expired: HTTP " + expired.status());
    }
    ResponseHead.Unfit unfit = (ResponseHead.Unfit) head;
    return FetchResult.unfit(unfit.status(), unfit.reason());
  }

  private Future<Void> pour(HttpClientResponse response) {
    return response.pipe().endOnFailure(false).to(sink).onComplete(poured -> ignoreReset(response));
  }

  /** Ignores the failure that the daemon's own reset causes, which would be logged as a fault. */
  private static void ignoreReset(HttpClientResponse response) {
    response.exceptionHandler(reset -> {});
  }

  private FetchResult fault(Throwable cause) {
    if (request != null) {
      request.reset();
    }
    if (cause instanceof DiskException) {
      return FetchResult.local(cause.getCause());
    }
    if (cause instanceof NotPublicException) {
      return FetchResult.unfit(0, cause.getMessage());
    }
    if (cause instanceof TooLongException) {
      return FetchResult.unfit(0, "more bytes than announced, or than download.max_size");
    }
    if (cause instanceof Gunzip.BrokenException) {
      return FetchResult.unfit(0, cause.getMessage());
    }
    if (aborted != null) {
      return FetchResult.cut(aborted);
    }
    boolean inWords = cause instanceof UnknownHostException || cause instanceof ConnectException;
    return FetchResult.cut(inWords ? cause.getMessage() : String.valueOf(cause));
  }
}
