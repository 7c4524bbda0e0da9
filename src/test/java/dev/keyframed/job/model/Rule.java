package dev.keyframed.job.model;

/** What must hold in every world, at every step, or of the whole. */
enum Rule {
  /** Promise 1: at most one task of the job is alive. */
  ONE_TASK,
  /** Promise 2: a task that is alive is the job's, or becomes it once a push names it. */
  DELIVERABLE,
  /** What the job may come to cost is counted while it may, and after. */
  COUNTED,
  /** What a state needs to go on is there. */
  COMPLETE,
  /** Only the current attempt gets our vote; one that was left behind never does. */
  NO_VOTE_FOR_ANOTHER,
  /** A job moves only as {@link dev.keyframed.job.State#next} says, and leaves no end by itself. */
  ONLY_KNOWN_MOVES,
  /** No push puts a look off beyond the longest interval after the last answered query. */
  LOOKS_IN_TIME,
  /** An account that is no longer challenged costs a job few tasks, and then no more. */
  FEW_UNFORESEEN,
  /** Were every message lost from now on, and every claimant dead, the job would still end. */
  ALWAYS_A_WAY_OUT
}
