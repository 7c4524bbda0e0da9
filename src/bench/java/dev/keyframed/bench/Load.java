package dev.keyframed.bench;

/** Sends pushes as fast as they are answered. */
interface Load {
  /** Sends pushes to a port of the loopback address for a time; fails if a request failed. */
  Run run(int port, int seconds) throws Exception;

  /**
   * Holds the figures of a run.
   *
   * @param requests that were answered
   * @param rate of answers, per second
   * @param p50 milliseconds that half of them took at most
   * @param p99 milliseconds that 99 of 100 took at most
   */
  record Run(long requests, double rate, double p50, double p99) {}
}
