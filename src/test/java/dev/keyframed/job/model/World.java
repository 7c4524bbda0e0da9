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
 * <p>Equal worlds have equal futures.
 *
 * @param job in its {@link Canon canonical} form
 * @param submissions in the order of their claims
 * @param known challenges of the account as the daemons have observed them
 * @param asks whether this provider challenges creations at all
 * @param voided how many attempts in a row the account has counted as voided
 */
record World(
    Job job,
    List<Submission> submissions,
    Challenges known,
    boolean asks,
    Calamity calamity,
    int voided) {

  World {
    submissions = List.copyOf(submissions);
  }

  /** Returns the world of a job that was just admitted. */
  static World beginning(Challenges known, boolean asks) {
    return new World(Canon.admitted(), List.of(), known, asks, Calamity.NONE, 0);
  }

  /**
   * Returns the world of an account that was always challenged, and from now on never is.
   *
   * <p>Other jobs have caused voided attempts already: only one more may be voided.
   */
  static World lapsed() {
    int voided = Doubt.MOST_WAVES - 1;
    return new World(Canon.admitted(), List.of(), Challenges.EACH, false, Calamity.LAPSE, voided);
  }

  /** Returns the world after the job was written. */
  World stored(Job next) {
    return new World(Canon.of(next), submissions, known, asks, calamity, voided);
  }

  World with(Submission claimed) {
    List<Submission> more = new ArrayList<>(submissions);
    more.add(claimed);
    return new World(job, more, known, asks, calamity, voided);
  }

  World with(int index, Submission changed) {
    List<Submission> all = new ArrayList<>(submissions);
    all.set(index, changed);
    return new World(job, all, known, asks, calamity, voided);
  }

  World after(Calamity one) {
    return new World(job, submissions, known, asks, one, voided);
  }

  /**
   * Returns the world after the account has counted one more voided attempt, before the job is
   * written.
   *
   * <p>Where creations are challenged, doubt only leaves open what could be known. The same holds
   * where nothing is known of the account.
   */
  World countedVoid() {
    if (asks) {
      return this;
    }
    int count = Math.min(voided + 1, Doubt.MOST_WAVES);
    return new World(job, submissions, known, asks, calamity, count);
  }

  /**
   * Returns the world after a creation's fact about the account, applied as the real account does.
   */
  World after(AccountEvent.CreationAccepted news) {
    Doubt doubt = voided == 0 ? Doubt.NONE : new Doubt(voided, voided, Canon.NOW);
    Account account = new Account(0, known, null, null, null, 0, null, null, 0, null, doubt, null);
    Account seen = account.after(news, Canon.NOW);
    return new World(job, submissions, seen.challenges(), asks, calamity, seen.doubt().waves());
  }

  /** Returns the world after a failover to a Redis that has the job like this. */
  World failedOver(Job kept) {
    return new World(kept, submissions, known, asks, Calamity.FAILOVER, voided);
  }

  /** Returns the replication id of the Redis that answers now. */
  String storeId() {
    return calamity == Calamity.FAILOVER ? "second" : "first";
  }

  /** Returns the evidence from which the daemons may infer. */
  VoteEvidence ground() {
    return new VoteEvidence(storeId(), known == Challenges.EACH && voided < Doubt.MOST_WAVES);
  }

  /** Returns the submission of the job's current attempt, or null. */
  Submission current() {
    return submissions.stream()
        .filter(one -> one.attempt().equals(job.attempt()))
        .findFirst()
        .orElse(null);
  }
}
