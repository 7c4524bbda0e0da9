package dev.keyframed.job.machine;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.State;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Instant;

/**
 * Applies the rules from the queue to a task: the claim, the vote, a lost answer and a lease that
 * ends (src/docs/vote.md).
 */
final class SubmissionRules {
  private final Job job;
  private final Instant now;
  private final Policy policy;

  SubmissionRules(Job job, Instant now, Policy policy) {
    this.job = job;
    this.now = now;
    this.policy = policy;
  }

  Decision claimed(Event.Claimed event) {
    if (job.state() != State.QUEUED || !job.ready()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    if (job.spec().isExpired(now)) {
      return expired(draft);
    }
    draft.state = State.SUBMITTING;
    draft.ready = false;
    draft.claims++;
    draft.attempt = new Attempt(draft.claims, event.nonce());
    draft.withCallback = event.withCallback();
    draft.voted = false;
    draft.redisReplId = event.redisReplId();
    draft.reserved = job.spec().price();
    draft.submittedAt = now;
    draft.due = now.plus(policy.lease());
    return Decision.to(job, draft);
  }

  /** Grants the vote to the current attempt only, while the job is being submitted, and once. */
  Decision grantVote(Attempt attempt) {
    if (job.state() != State.SUBMITTING || !job.isCurrent(attempt) || job.voted()) {
      return Decision.unchanged(job);
    }
    JobBuilder draft = job.edit();
    draft.voted = true;
    return Decision.vote(job, draft);
  }

  /** Decides a lost answer: a known task, surely no task, or an uncertain submission. */
  Decision lost(VoteEvidence evidence) {
    JobBuilder draft = job.edit();
    if (job.taskId() != null) { // a push has named it
      draft.paid++;
      JobEdits.generate(draft, JobEdits.nextQueryAt(job.endReported(), now));
    } else if (provesNoTask(evidence)) {
      JobEdits.leaveBehind(draft, false);
      JobEdits.requeue(draft, now);
    } else {
      draft.paid++;
      draft.state = State.UNCERTAIN;
      draft.due = now.plus(policy.uncertainWait());
    }
    return Decision.to(job, draft);
  }

  /**
   * Checks whether the lost answer surely is no task's.
   *
   * <p>That needs all of these. No vote is stored, and no task is named. This creation could be
   * challenged, as each of the account is. The Redis that was asked for the vote also stored the
   * claim.
   */
  boolean provesNoTask(VoteEvidence evidence) {
    return !job.voted()
        && job.taskId() == null
        && job.withCallback()
        && evidence.challengeExpected()
        && evidence.redisReplId() != null
        && evidence.redisReplId().equals(job.redisReplId());
  }

  Decision due(Event.Due event) {
    if (!job.isDue(now) && !job.isDue(event.moment())) {
      return Decision.unchanged(job);
    }
    return switch (job.state()) {
      case QUEUED -> waited();
      case SUBMITTING -> lost(event.evidence()); // its daemon is dead
      case UNCERTAIN -> noCallbackCame();
      case GENERATING -> new GiveUpRules(job, now, policy).endIfOver();
      // The download part and the scanner act on these states; time alone changes nothing.
      case DOWNLOADING, SUCCEEDED, FAILED, CANCELLED, REJECTED -> Decision.unchanged(job);
    };
  }

  private Decision waited() {
    JobBuilder draft = job.edit();
    if (job.spec().isExpired(now)) {
      return expired(draft);
    }
    JobEdits.queue(draft, now, null);
    return Decision.to(job, draft);
  }

  private Decision expired(JobBuilder draft) {
    String message = "not submitted before its expires_at, " + job.spec().expiresAt();
    JobEdits.fail(draft, Failure.of(ErrorCode.EXPIRED, message), now);
    return Decision.to(job, draft);
  }

  private Decision noCallbackCame() {
    JobBuilder draft = job.edit();
    JobEdits.spend(draft); // the budget counts it, since a task probably exists
    if (policy.retryUncertain() && job.paid() < job.spec().maxAttempts()) {
      JobEdits.leaveBehind(draft, true);
      draft.retries = 0;
      JobEdits.requeue(draft, now);
    } else {
      String message =
          "the answer to the submission was lost or not readable, and no callback came; a task may "
              + "exist and be charged: check the provider's console, then use resolve";
      JobEdits.fail(draft, Failure.of(ErrorCode.SUBMISSION_UNCERTAIN, message), now);
    }
    return Decision.to(job, draft);
  }
}
