package dev.keyframed.sandbox;

/** One rule of a plan. */
sealed interface FaultRule {
  /** What is played. */
  Play play();

  /**
   * Whether it fires; depends on nothing else than what is given.
   *
   * @param ordinal the how-manieth job this is, from 1
   * @param met how often this rule was asked for this job before
   * @param played how often it fired for this job before
   */
  boolean fires(long seed, Subject subject, int ordinal, int met, int played);

  /** Whom a scripted fault is for. */
  interface Target {
    boolean fits(Subject subject, int ordinal);
  }

  /**
   * Fires by chance, which the seed, the fault, the job and the number of the opportunity decide.
   */
  record ByChance(Play play, double chance) implements FaultRule {
    @Override
    public boolean fires(long seed, Subject subject, int ordinal, int met, int played) {
      String hash =
          Digest.sha256(Long.toString(seed), play.name(), subject.job(), Integer.toString(met));
      // 52 bits: as many as a double holds exactly.
      return Long.parseLong(hash.substring(0, 13), 16) / (double) (1L << 52) < chance;
    }
  }

  /** Fires the first times it is met by its target. */
  record Scripted(Target target, Play play, int times) implements FaultRule {
    @Override
    public boolean fires(long seed, Subject subject, int ordinal, int met, int played) {
      return played < times && target.fits(subject, ordinal);
    }
  }
}
