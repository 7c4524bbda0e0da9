package dev.keyframed.job.model;

/** Lists the rules that must hold in every model state, at every step, or of the whole. */
enum Rule {
  /** Promise 1: at most one task of the job is alive. */
  ONE_TASK,
  /** Promise 2: a live task is the job's, or becomes the job's once a push names it. */
  DELIVERABLE,
  /** The job's possible cost is counted while it may arise, and after. */
  COUNTED,
  /** A state has all that it needs to go on. */
  COMPLETE,
  /** Only the current attempt gets our vote; an attempt left behind never does. */
  NO_VOTE_FOR_ANOTHER,
  /** A job moves only as {@link dev.keyframed.job.State#next} says, and leaves no end by itself. */
  ONLY_KNOWN_MOVES,
  /** No push delays a query beyond the longest interval after the last answered query. */
  LOOKS_IN_TIME,
  /** An account that is no longer challenged costs a job few tasks, and then no more. */
  FEW_UNFORESEEN,
  /** If every message were lost from now on, and every claimant dead, the job would still end. */
  ALWAYS_A_WAY_OUT
}
