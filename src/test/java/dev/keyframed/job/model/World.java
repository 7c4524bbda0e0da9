package dev.keyframed.job.model;

import dev.keyframed.job.Account;
import dev.keyframed.job.Account.Challenges;
import dev.keyframed.job.Account.News;
import dev.keyframed.job.Event.Ground;
import dev.keyframed.job.Job;
import java.util.ArrayList;
import java.util.List;

/**
 * All that matters at one moment: the job as Redis has it, what all daemons know of the account,
 * and the provider. Equal worlds have equal futures.
 *
 * @param job in its {@link Canon canonical} form
 * @param submissions in the order of their claims
 * @param known what the daemons have seen of the account
 * @param asks whether this provider challenges creations at all
 */
record World(
    Job job, List<Submission> submissions, Challenges known, boolean asks, Calamity calamity) {

  World {
    submissions = List.copyOf(submissions);
  }

  /** A job that was just admitted. */
  static World beginning(Challenges known, boolean asks) {
    return new World(Canon.admitted(), List.of(), known, asks, Calamity.NONE);
  }

  /** The job was written. */
  World stored(Job next) {
    return new World(Canon.of(next), submissions, known, asks, calamity);
  }

  World with(Submission claimed) {
    List<Submission> more = new ArrayList<>(submissions);
    more.add(claimed);
    return new World(job, more, known, asks, calamity);
  }

  World with(int index, Submission changed) {
    List<Submission> all = new ArrayList<>(submissions);
    all.set(index, changed);
    return new World(job, all, known, asks, calamity);
  }

  World after(Calamity one) {
    return new World(job, submissions, known, asks, one);
  }

  /** The account's news of a creation, as the real account takes it. */
  World after(News.Created news) {
    Account account = new Account(0, known, null, null, null, 0, null, null, 0, null);
    Challenges seen = account.after(news, Canon.NOW).challenges();
    return new World(job, submissions, seen, asks, calamity);
  }

  /** Redis fails over to one that has the job like this. */
  World failedOver(Job kept) {
    return new World(kept, submissions, known, asks, Calamity.FAILOVER);
  }

  /** The replication id of the Redis that answers now. */
  String storeId() {
    return calamity == Calamity.FAILOVER ? "second" : "first";
  }

  /** What the daemons may infer from. */
  Ground ground() {
    return new Ground(storeId(), known == Challenges.EACH);
  }

  /** The submission of the job's current attempt, or null. */
  Submission current() {
    return submissions.stream()
        .filter(one -> one.attempt().equals(job.attempt()))
        .findFirst()
        .orElse(null);
  }
}
