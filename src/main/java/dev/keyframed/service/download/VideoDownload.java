package dev.keyframed.service.download;

import dev.keyframed.job.Job;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.port.Provider;
import dev.keyframed.port.Provider.FileLocation;
import dev.keyframed.service.download.PartFile.Finished;
import dev.keyframed.service.download.PartFile.Kept;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Downloads the video of one job in one run. A run asks for the URL, resumes cut transfers,
 * replaces expired URLs and gives the file its name. For one use, on one event loop.
 */
final class VideoDownload {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /**
   * Limits the cut transfers and the requests for a URL in one run. A later run may succeed, after
   * the job's own pause.
   */
  private static final int MOST_CUTS = 5;

  private static final int MOST_LOCATE_REQUESTS = 3;

  private static final String NO_VIDEO = "the file served is not a whole MP4 file";

  private final Vertx vertx;
  private final HttpClient client;
  private final Provider provider;
  private final DownloadSettings settings;
  private final DownloadTimeouts timeouts;
  private final Job job;
  private final Path target;
  private final PartFile part;

  private Kept found = new Kept(0, "");
  private HttpFetch fetch;
  private long bytesReceived;
  private int cuts;
  private int locateCount;
  private boolean outOfReach;
  private String aborted;
  private boolean late;

  VideoDownload(
      Vertx vertx,
      HttpClient client,
      Provider provider,
      DownloadSettings settings,
      DownloadTimeouts timeouts,
      Job job) {
    this.vertx = vertx;
    this.client = client;
    this.provider = provider;
    this.settings = settings;
    this.timeouts = timeouts;
    this.job = job;
    Path root = settings.videosDir().toAbsolutePath().normalize();
    // The day of the generation is the same in every run.
    this.target = root.resolve(DAY.format(job.generatedAt())).resolve(job.id() + ".mp4");
    this.part = new PartFile(root, target, settings.access());
  }

  /**
   * Holds the outcome of a run.
   *
   * @param affectsAll whether the next run, of any job, would fail for the same reason
   * @param bytes number of bytes transferred
   */
  record Ended(Event event, boolean affectsAll, long bytes) {}

  /** Runs the download and returns its outcome; never fails. */
  Future<Ended> run() {
    Timer deadline = vertx.timer(timeouts.deadline().toMillis());
    deadline.onSuccess(
        fired -> {
          late = true;
          abort("not done within " + timeouts.deadline());
        });
    return vertx
        .executeBlocking(part::open)
        .onSuccess(kept -> found = kept)
        .compose(kept -> locate())
        .otherwise(this::fault)
        .compose(ended -> close().map(ended).otherwise(ended))
        .onComplete(done -> deadline.cancel());
  }

  /** Ends the run soon, and keeps what was fetched for the next run. */
  void abort(String reason) {
    aborted = reason;
    if (fetch != null) {
      fetch.abort(reason);
    }
  }

  private Future<Ended> locate() {
    if (aborted != null) {
      return stopped();
    }
    locateCount++;
    return provider
        .locate(job.fileId())
        .compose(
            location ->
                location instanceof FileLocation.FileFound located
                    ? fetch(located.urls())
                    : Future.succeededFuture(notLocated(location)));
  }

  /** Fetches from the first of these URLs, and from the others if it serves no usable file. */
  private Future<Ended> fetch(List<String> urls) {
    return vertx
        .executeBlocking(part::kept)
        .compose(kept -> aborted == null ? fetch(urls, kept) : stopped());
  }

  private Future<Ended> fetch(List<String> urls, Kept kept) {
    fetch = new HttpFetch(vertx, client, settings, timeouts, part);
    return fetch
        .from(urls.get(0), kept)
        .compose(
            fetched -> {
              bytesReceived += fetch.bytesReceived();
              return next(fetched, urls);
            });
  }

  private Future<Ended> next(FetchResult fetched, List<String> urls) {
    outOfReach |= fetched.isOutOfReach();
    return switch (fetched.kind()) {
      case WHOLE -> complete(urls);
      case CUT -> cut(fetched, urls);
      case EXPIRED -> locateCount < MOST_LOCATE_REQUESTS ? locate() : failed(fetched);
      case UNFIT -> unfit(fetched, urls);
      case LOCAL -> Future.succeededFuture(local(fetched));
    };
  }

  private Future<Ended> cut(FetchResult fetched, List<String> urls) {
    cuts++;
    if (aborted != null) {
      return stopped();
    }
    List<String> order = new ArrayList<>(urls);
    if (fetch.bytesReceived() == 0) {
      Collections.rotate(order, -1); // this host may be unavailable altogether
    }
    return cuts > MOST_CUTS
        ? failed(fetched)
        : vertx.timer(timeouts.pause().toMillis()).compose(rested -> fetch(order));
  }

  private Future<Ended> unfit(FetchResult fetched, List<String> urls) {
    return urls.size() > 1 ? fetch(urls.subList(1, urls.size())) : failed(fetched);
  }

  private Future<Ended> complete(List<String> urls) {
    String type = fetch.type();
    return vertx
        .executeBlocking(() -> part.complete(type, recheckInterval()))
        .compose(
            finished ->
                finished
                    .map(video -> Future.succeededFuture(saved(video)))
                    .orElseGet(() -> unfit(FetchResult.unfit(0, NO_VIDEO), urls)));
  }

  /**
   * Returns the required time between two equal files that are no MP4. The last permitted try needs
   * none, since no try follows it.
   */
  private Duration recheckInterval() {
    return job.retries() + 1 < settings.attempts() ? timeouts.recheckInterval() : Duration.ZERO;
  }

  private Ended saved(Finished finished) {
    Video video =
        new Video(
            target.toString(),
            part.kept().bytes(),
            finished.sha256(),
            finished.size().map(Mp4.Size::width).orElse(job.width()),
            finished.size().map(Mp4.Size::height).orElse(job.height()),
            finished.checked());
    return new Ended(new Event.Saved(video), false, bytesReceived);
  }

  /** Fails the run. The file is blamed only if nothing else went wrong in this run. */
  private Future<Ended> failed(FetchResult fetched) {
    DownloadFault fault = outOfReach ? DownloadFault.OTHERS : DownloadFault.FILE;
    return Future.succeededFuture(ended(fault, false, fetched.status(), fetched.reason(), null));
  }

  /**
   * Returns the outcome of a run that broke. A run whose lease has expired may still write; the
   * next run resumes from its part.
   */
  private Ended fault(Throwable cause) {
    return cause instanceof ExclusiveFile.TakenException taken
        ? ended(DownloadFault.OTHERS, false, 0, taken.getMessage(), null)
        : local(FetchResult.local(cause));
  }

  /**
   * Returns the outcome for a fault of this machine, such as a full disk: the job waits without
   * blame.
   */
  private Ended local(FetchResult fetched) {
    return ended(DownloadFault.LASTING, true, 0, fetched.reason(), null);
  }

  private Ended notLocated(FileLocation location) {
    if (location instanceof FileLocation.FileUnknown unknown) {
      return ended(
          DownloadFault.UNKNOWN_FILE, false, unknown.code(), unknown.message(), unknown.traceId());
    }
    FileLocation.FileNotNow not = (FileLocation.FileNotNow) location;
    ServiceTrouble trouble = not.trouble();
    boolean lasting = trouble != null && trouble.kind() != ServiceTrouble.TroubleKind.PASSING;
    DownloadFault fault = lasting ? DownloadFault.LASTING : DownloadFault.OTHERS;
    return ended(fault, lasting, not.code(), not.message(), not.traceId());
  }

  /**
   * Returns the outcome of an aborted run. A large file is not blamed, as long as it came fast
   * enough and the next run can resume.
   */
  private Future<Ended> stopped() {
    return vertx
        .executeBlocking(part::kept)
        .map(
            kept -> {
              long gained = kept.isResumable() ? kept.bytes() - found.bytes() : 0;
              boolean slow = late && gained < timeouts.least(timeouts.deadline());
              DownloadFault fault = slow ? DownloadFault.OTHERS : DownloadFault.LASTING;
              return ended(fault, false, 0, aborted, null);
            });
  }

  private Ended ended(DownloadFault fault, boolean rest, int code, String message, String traceId) {
    return new Ended(new Event.DownloadFailed(fault, code, message, traceId), rest, bytesReceived);
  }

  private Future<Void> close() {
    return vertx.executeBlocking(
        () -> {
          part.close();
          return null;
        });
  }
}
