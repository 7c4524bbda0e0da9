package dev.keyframed.service.store;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Decision;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.support.metrics.Meters;
import dev.keyframed.support.metrics.Meters.RepeatKind;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores jobs from the queue, and reports the outcome of each. */
final class Admissions {
  private static final Logger log = LoggerFactory.getLogger("dev.keyframed.job");

  /** Letters of a digest that tell two entries of one id apart. */
  private static final int DIGEST_PREFIX_LENGTH = 8;

  private final JobStore store;
  private final Meters meters;
  private final Clock clock;
  private final Consumer<Decision> admitted;

  /**
   * Stores jobs in that store.
   *
   * @param admitted receives each new job that goes on
   */
  Admissions(JobStore store, Meters meters, Clock clock, Consumer<Decision> admitted) {
    this.store = store;
    this.meters = meters;
    this.clock = clock;
    this.admitted = admitted;
  }

  /**
   * Stores that job, unless it is stored already.
   *
   * @return whether it was new
   */
  Future<Boolean> admit(NewJob newJob) {
    return store.admit(newJob).compose(done -> settle(newJob, done));
  }

  private Future<Boolean> settle(NewJob newJob, AdmitResult done) {
    if (done instanceof AdmitResult.Other) {
      return reject(newJob);
    }
    report(newJob, done);
    return Future.succeededFuture(done instanceof AdmitResult.New);
  }

  /** Rejects the job under its entry's id, since the id that it names is another job's. */
  private Future<Boolean> reject(NewJob newJob) {
    return reject(newJob, newJob.entry())
        .compose(
            done ->
                done instanceof AdmitResult.Other
                    ? reject(
                        newJob,
                        newJob.entry() + "-" + newJob.digest().substring(0, DIGEST_PREFIX_LENGTH))
                    : Future.succeededFuture(done))
        .map(AdmitResult.New.class::isInstance);
  }

  private Future<AdmitResult> reject(NewJob newJob, String id) {
    Job job = newJob.job();
    Job rejected =
        Machine.reject(
            new JobId(id),
            job.spec(),
            job.enqueuedAt(),
            conflict(job.id(), newJob.entry()),
            clock.instant());
    return store
        .admit(new NewJob(newJob.entry(), rejected, null, newJob.metadata(), newJob.digest()))
        .onSuccess(
            done -> {
              if (done instanceof AdmitResult.New) {
                meters.repeated(RepeatKind.OTHER);
                ended(rejected);
              }
            });
  }

  private static Failure conflict(JobId id, String entry) {
    String message =
        id.text().equals(entry)
            ? "was the id of an earlier entry with other content; send the job again"
            : "is already the id of a job with other content; give each job an id of its own";
    return new Failure(
        ErrorCode.ID_CONFLICT,
        0,
        "id: " + id + " " + message,
        null,
        List.of(new Mistake("id", message)));
  }

  private void report(NewJob newJob, AdmitResult done) {
    Job job = newJob.job();
    if (done instanceof AdmitResult.Known) {
      log.debug("job {}: entry {} was stored before", job.id(), newJob.entry());
    } else if (done instanceof AdmitResult.Same same) {
      meters.repeated(RepeatKind.SAME);
      String paid =
          same.paid() == 0
              ? ""
              : "; its record has expired, it has cost "
                  + BigDecimal.valueOf(same.paid(), 6).stripTrailingZeros().toPlainString()
                  + " USD";
      log.info("job {}: already known, entry {} dropped{}", job.id(), newJob.entry(), paid);
    } else if (job.state() == State.REJECTED) {
      ended(job);
    } else {
      TransitionLog.admitted(job);
      admitted.accept(Decision.admitted(job));
    }
  }

  private void ended(Job rejected) {
    TransitionLog.admitted(rejected);
    meters.ended(rejected.state(), rejected.failure().code());
  }
}
