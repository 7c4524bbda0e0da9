package dev.keyframed.sandbox;

/** Represents one rule of a plan. */
sealed interface FaultRule {
  /** Returns the fault. */
  PlannedFault play();

  /**
   * Returns whether the rule fires; depends only on the arguments.
   *
   * @param ordinal the job's ordinal, from 1
   * @param evaluated how often this rule was evaluated for this job before
   * @param played how often it fired for this job before
   */
  boolean fires(long seed, FaultTarget subject, int ordinal, int evaluated, int played);

  /** Selects the jobs of a scripted fault. */
  interface RuleTarget {
    boolean fits(FaultTarget subject, int ordinal);
  }

  /** Fires by chance, determined by seed, fault, job and number of the opportunity. */
  record ByChance(PlannedFault play, double chance) implements FaultRule {
    @Override
    public boolean fires(long seed, FaultTarget subject, int ordinal, int evaluated, int played) {
      String hash =
          Digest.sha256(
              Long.toString(seed), play.name(), subject.job(), Integer.toString(evaluated));
      // A double holds 52 bits exactly.
      return Long.parseLong(hash.substring(0, 13), 16) / (double) (1L << 52) < chance;
    }
  }

  /** Fires at the first opportunities of its target. */
  record Scripted(RuleTarget target, PlannedFault play, int times) implements FaultRule {
    @Override
    public boolean fires(long seed, FaultTarget subject, int ordinal, int evaluated, int played) {
      return played < times && target.fits(subject, ordinal);
    }
  }
}
