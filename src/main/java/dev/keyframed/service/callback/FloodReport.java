package dev.keyframed.service.callback;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reports when refused or evicted connections begin, and when there were none for a while.
 * Thread-safe.
 */
final class FloodReport {
  static final String REASON = "flooded";

  /** Time without a refused connection after which the trouble is over. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private final TroubleReporter troubles;
  private final LongSupplier nanos;
  private boolean active;
  private long count;
  private long reported;
  private long last;
  private String from = "";

  FloodReport(TroubleReporter troubles, LongSupplier nanos) {
    this.troubles = troubles;
    this.nanos = nanos;
  }

  /** Counts a connection that was refused, or for which another one was evicted. */
  synchronized void record(SocketAddress peer) {
    count++;
    last = nanos.getAsLong();
    if (peer instanceof InetSocketAddress internet) {
      from = ", the last from " + internet.getAddress().getHostAddress();
    }
    if (!active) {
      active = true;
      report();
    }
  }

  /** Updates the report; to be called periodically. */
  synchronized void update() {
    if (active && nanos.getAsLong() - last >= QUIET.toNanos()) {
      active = false;
      count = 0;
      from = "";
      troubles.ends(Party.CALLBACK, REASON);
    } else if (active && count > reported) {
      report();
    }
  }

  private void report() {
    reported = count;
    troubles.begins(
        Party.CALLBACK,
        REASON,
        ("too many connections to the callback listener: %d refused or evicted%s;"
                + " limit new connections by a firewall or a proxy")
            .formatted(count, from));
  }
}
