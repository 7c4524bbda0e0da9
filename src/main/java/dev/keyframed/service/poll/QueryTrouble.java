package dev.keyframed.service.poll;

import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.time.Duration;

/** Reports when queries fail in a row, and when one succeeds again. For one thread. */
final class QueryTrouble {
  private static final int IN_A_ROW = 3;
  private static final String REASON = "queries_failing";

  private static final long LASTS = Duration.ofMinutes(15).toNanos();

  private final TroubleReporter reporter;
  private int failed;
  private long last;

  QueryTrouble(TroubleReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Counts one query.
   *
   * @param trouble trouble of account or service that its answer reported, or null
   */
  void record(ServiceTrouble trouble) {
    failed = trouble == null ? 0 : failed + 1;
    last = System.nanoTime();
    if (failed >= IN_A_ROW) {
      reporter.begins(
          Party.PROVIDER,
          REASON,
          "queries of tasks fail: " + trouble.message() + "; they are retried");
    } else if (failed == 0) {
      reporter.ends(Party.PROVIDER, REASON);
    }
  }

  /** Ends the trouble if there was no query for long, since there is nothing to query. */
  void idle() {
    if (failed > 0 && System.nanoTime() - last > LASTS) {
      failed = 0;
      reporter.ends(Party.PROVIDER, REASON);
    }
  }
}
