package dev.keyframed.service.store;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.JobId;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import dev.keyframed.support.metrics.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports tasks whose jobs Redis has forgotten. For one thread.
 *
 * <p>Each is logged and counted. All together are a trouble that ends an hour after the last of
 * them.
 */
final class OrphanReport implements ForgottenJobs.Reporter {
  private static final Logger log = LoggerFactory.getLogger(OrphanReport.class);
  private static final Duration SHOWN_FOR = Duration.ofHours(1);
  private static final String REASON = "forgotten_jobs";

  private final Vertx vertx;
  private final Meters meters;
  private final TroubleReporter troubles;
  private int count;
  private long timer = -1;

  OrphanReport(Vertx vertx, Meters meters, TroubleReporter troubles) {
    this.vertx = vertx;
    this.meters = meters;
    this.troubles = troubles;
  }

  @Override
  public void forgotten(JobId job, Attempt attempt, String taskId) {
    meters.orphaned();
    count++;
    String number = attempt == null ? "?" : String.valueOf(attempt.number());
    if (taskId == null) {
      log.atError()
          .addKeyValue("job", job)
          .addKeyValue("attempt", number)
          .log(
              "job {}: no longer in Redis, and the answer to attempt {} was lost; a task may have been paid for: check the provider's console",
              job,
              number);
    } else {
      log.atError()
          .addKeyValue("job", job)
          .addKeyValue("attempt", number)
          .addKeyValue("task", taskId)
          .log(
              "job {}: no longer in Redis; task {} may have been paid for: it is taken up again as an orphan",
              job,
              taskId);
    }
    troubles.begins(
        Party.REDIS,
        REASON,
        count
            + " jobs that may have cost money are no longer in Redis, the latest is "
            + job
            + "; make sure that Redis is never flushed, and is durable (appendonly yes, appendfsync always, maxmemory-policy noeviction)");
    vertx.cancelTimer(timer);
    timer =
        vertx.setTimer(
            SHOWN_FOR.toMillis(),
            fired -> {
              count = 0;
              troubles.ends(Party.REDIS, REASON);
            });
  }
}
