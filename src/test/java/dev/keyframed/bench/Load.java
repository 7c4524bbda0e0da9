package dev.keyframed.bench;

/** Something that sends pushes as fast as they are answered. */
interface Load {
  /** Runs against that port of the loopback address for so long; fails where a request did. */
  Run run(int port, int seconds) throws Exception;

  /**
   * What a run saw.
   *
   * @param requests that were answered
   * @param rate of answers, per second
   * @param p50 milliseconds that half of them took at most
   * @param p99 milliseconds that 99 of 100 took at most
   */
  record Run(long requests, double rate, double p50, double p99) {}
}
