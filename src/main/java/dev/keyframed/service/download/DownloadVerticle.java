package dev.keyframed.service.download;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.machine.Effect;
import dev.keyframed.job.machine.Event;
import dev.keyframed.port.JobStore.DueQueue;
import dev.keyframed.port.Provider;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.BusAddresses.DueRequest;
import dev.keyframed.support.bus.BusAddresses.EventResult;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import dev.keyframed.support.bus.OutageLogger;
import dev.keyframed.support.bus.PeriodicTask;
import dev.keyframed.support.bus.RetryingRequester;
import dev.keyframed.support.bus.WorkLoop;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.Meters.DownloadOutcome;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads the videos of finished tasks, and reports the outcomes to the store. It takes jobs off
 * the queue of downloads when a task has finished, and each second for jobs that were put back.
 */
public final class DownloadVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadVerticle.class);
  private static final String PART = "download";
  private static final Duration SWEEP_INTERVAL = Duration.ofDays(1);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Limits the wait for a reply of the store. No longer than {@link #REPORT_TIMEOUT}. */
  private static final Duration STORE_REPLY_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Time after a run's deadline for reporting its outcome to the store. */
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(5);

  /** Pause after trouble of the account or the disk, which other downloads would have too. */
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(10);

  private final DownloadSettings settings;
  private final Provider provider;
  private final Meters meters;
  private final DownloadTimeouts timeouts;

  private final Map<JobId, VideoDownload> running = new HashMap<>();
  private Bus bus;
  private RetryingRequester requester;
  private HttpClient client;
  private WorkLoop loop;
  private PeriodicTask sweeps;
  private boolean paused;

  /**
   * Creates a verticle that downloads to the configured directory from the URLs of that provider.
   */
  public DownloadVerticle(DownloadSettings settings, Provider provider, Meters meters) {
    this(settings, provider, meters, DownloadTimeouts.USUAL);
  }

  DownloadVerticle(
      DownloadSettings settings, Provider provider, Meters meters, DownloadTimeouts timeouts) {
    this.settings = settings;
    this.provider = provider;
    this.meters = meters;
    this.timeouts = timeouts;
  }

  @Override
  public Future<?> start() {
    bus = new Bus(vertx);
    OutageLogger storeOutage =
        new OutageLogger(
            LOG,
            "no video can be downloaded, the store does not answer",
            "downloads continue, the store answers again");
    loop = new WorkLoop(vertx, PART, storeOutage, this::most, this::take);
    // The daemon that takes a job next finds its video, or the part of it, and reports again.
    requester = new RetryingRequester(vertx, loop::isStopping);
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setIdleTimeout((int) timeouts.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(settings.concurrency()));
    sweeps = PeriodicTask.unwatched(vertx, this::sweep);
    sweeps.start();
    return bus.listen(
            BusAddresses.DECISION,
            decision -> {
              if (decision.effects().contains(Effect.FETCH)) {
                loop.requestRound();
              }
            })
        .completion()
        .onSuccess(listening -> loop.requestRound());
  }

  /** Ends the downloads under way. Any daemon resumes them later. */
  @Override
  public Future<?> stop() {
    var unused = sweeps.stop(); // a sweep under way is worth no wait
    Future<Void> idle = loop.stop();
    running.values().forEach(download -> download.abort("the daemon is stopping"));
    return idle;
  }

  /** Deletes old parts. While a job is kept, a retry may resume its part. */
  private Future<Duration> sweep() {
    Instant since = Instant.now().minus(settings.keepParts());
    return vertx
        .executeBlocking(() -> StalePartCleaner.sweep(settings.videosDir(), since), false)
        .onFailure(fault -> LOG.warn("old parts of videos cannot be deleted: {}", fault.toString()))
        .transform(done -> Future.succeededFuture(SWEEP_INTERVAL));
  }

  private int most() {
    return paused ? 0 : settings.concurrency();
  }

  private Future<Duration> take(int free) {
    return bus.ask(
            BusAddresses.DUE,
            new DueRequest(DueQueue.DOWNLOADS, free, lease()),
            STORE_REPLY_TIMEOUT)
        .map(
            due -> {
              due.jobs().forEach(this::download);
              return INTERVAL;
            });
  }

  /** Returns the lease of one run. The downloads of a dead node wait for its end. */
  private Duration lease() {
    return timeouts.deadline().plus(settings.locateTimeout()).plus(REPORT_TIMEOUT);
  }

  /**
   * Starts a download, unless it runs already. A job is handed out twice if its lease expires
   * before its outcome is stored.
   */
  private void download(Job job) {
    if (loop.isStopping() || running.containsKey(job.id())) {
      return;
    }
    VideoDownload download = new VideoDownload(vertx, client, provider, settings, timeouts, job);
    running.put(job.id(), download);
    Future<?> reported =
        download
            .run()
            .onSuccess(ended -> count(job.id(), ended))
            .compose(ended -> report(job.id(), ended.event()))
            .onComplete(done -> running.remove(job.id()));
    loop.track(reported).onComplete(done -> loop.requestRound());
  }

  private void count(JobId id, VideoDownload.Ended ended) {
    boolean saved = ended.event() instanceof Event.Saved;
    meters.downloaded(saved ? DownloadOutcome.SAVED : DownloadOutcome.FAILED, ended.bytes());
    if (ended.event() instanceof Event.Saved done && !done.video().checked()) {
      LOG.atWarn()
          .addKeyValue("job", id)
          .addKeyValue("path", done.video().path())
          .log("video delivered unchecked: not a whole MP4 file, but served alike twice");
    }
    if (ended.event() instanceof Event.DownloadFailed failed) {
      LOG.atWarn()
          .addKeyValue("job", id)
          .addKeyValue("why", failed.message())
          .log("video not downloaded");
    }
    if (ended.affectsAll() && !paused) {
      paused = true;
      vertx
          .timer(PAUSE_AFTER_FAULT.toMillis())
          .onSuccess(
              fired -> {
                paused = false;
                loop.requestRound();
              });
    }
  }

  private Future<EventResult> report(JobId id, Event event) {
    String what = "job " + id + ": the download's outcome";
    return requester.ask(
        what, BusAddresses.JOB_EVENT, new JobEvent(id, event), STORE_REPLY_TIMEOUT);
  }
}
