package dev.keyframed.job.model;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.AccountEvent;
import dev.keyframed.job.Doubt;
import dev.keyframed.job.Job;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds all that matters at one moment: the job in Redis, the account, and the provider.
 *
 * <p>Equal model states have equal futures.
 *
 * @param job in its {@link CanonicalJob canonical} form
 * @param submissions in the order of their claims
 * @param known challenges of the account as the daemons have observed them
 * @param asks whether this provider challenges creations at all
 * @param voided how many attempts in a row the account has counted as voided
 */
record ModelState(
    Job job,
    List<ModelSubmission> submissions,
    Challenges known,
    boolean asks,
    BrokenAssumption broken,
    int voided) {

  ModelState {
    submissions = List.copyOf(submissions);
  }

  /** Returns the model state of a job that was just admitted. */
  static ModelState beginning(Challenges known, boolean asks) {
    return new ModelState(
        CanonicalJob.admitted(), List.of(), known, asks, BrokenAssumption.NONE, 0);
  }

  /**
   * Returns the model state of an account that was always challenged, and from now on never is.
   *
   * <p>Other jobs have caused voided attempts already: only one more may be voided.
   */
  static ModelState lapsed() {
    int voided = Doubt.MOST_WAVES - 1;
    return new ModelState(
        CanonicalJob.admitted(), List.of(), Challenges.EACH, false, BrokenAssumption.LAPSE, voided);
  }

  /** Returns the model state after the job was written. */
  ModelState stored(Job next) {
    return new ModelState(CanonicalJob.of(next), submissions, known, asks, broken, voided);
  }

  ModelState with(ModelSubmission claimed) {
    List<ModelSubmission> more = new ArrayList<>(submissions);
    more.add(claimed);
    return new ModelState(job, more, known, asks, broken, voided);
  }

  ModelState with(int index, ModelSubmission changed) {
    List<ModelSubmission> all = new ArrayList<>(submissions);
    all.set(index, changed);
    return new ModelState(job, all, known, asks, broken, voided);
  }

  ModelState after(BrokenAssumption one) {
    return new ModelState(job, submissions, known, asks, one, voided);
  }

  /**
   * Returns the model state after the account has counted one more voided attempt, before the job
   * is written.
   *
   * <p>Where creations are challenged, doubt only leaves open what could be known. The same holds
   * where nothing is known of the account.
   */
  ModelState countedVoid() {
    if (asks) {
      return this;
    }
    int count = Math.min(voided + 1, Doubt.MOST_WAVES);
    return new ModelState(job, submissions, known, asks, broken, count);
  }

  /**
   * Returns the model state after a creation's fact about the account, applied as the real account
   * does.
   */
  ModelState after(AccountEvent.CreationAccepted news) {
    Doubt doubt = voided == 0 ? Doubt.NONE : new Doubt(voided, voided, CanonicalJob.NOW);
    Account account = new Account(0, known, null, null, null, 0, null, null, 0, null, doubt, null);
    Account seen = account.after(news, CanonicalJob.NOW);
    return new ModelState(job, submissions, seen.challenges(), asks, broken, seen.doubt().waves());
  }

  /** Returns the model state after a failover to a Redis that has the job like this. */
  ModelState failedOver(Job kept) {
    return new ModelState(kept, submissions, known, asks, BrokenAssumption.FAILOVER, voided);
  }

  /** Returns the replication id of the Redis that answers now. */
  String storeId() {
    return broken == BrokenAssumption.FAILOVER ? "second" : "first";
  }

  /** Returns the evidence from which the daemons may infer. */
  VoteEvidence ground() {
    return new VoteEvidence(storeId(), known == Challenges.EACH && voided < Doubt.MOST_WAVES);
  }

  /** Returns the submission of the job's current attempt, or null. */
  ModelSubmission current() {
    return submissions.stream()
        .filter(one -> one.attempt().equals(job.attempt()))
        .findFirst()
        .orElse(null);
  }
}
