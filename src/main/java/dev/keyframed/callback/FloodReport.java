package dev.keyframed.callback;

import dev.keyframed.port.TroubleReporter;
import dev.keyframed.port.TroubleReporter.Party;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells of connections that were refused or evicted: when that begins, and when there was none for
 * a while. Thread-safe.
 */
final class FloodReport {
  static final String REASON = "flooded";

  /** How long none must have been for it to be over. */
  static final Duration QUIET = Duration.ofMinutes(1);

  private final TroubleReporter troubles;
  private final LongSupplier nanos;
  private boolean lasts;
  private long count;
  private long told;
  private long last;
  private String from = "";

  FloodReport(TroubleReporter troubles, LongSupplier nanos) {
    this.troubles = troubles;
    this.nanos = nanos;
  }

  /** A connection was refused, or another one evicted for it. */
  synchronized void met(SocketAddress peer) {
    count++;
    last = nanos.getAsLong();
    if (peer instanceof InetSocketAddress internet) {
      from = ", the last from " + internet.getAddress().getHostAddress();
    }
    if (!lasts) {
      lasts = true;
      tell();
    }
  }

  /** Brings the report up to date; to be called now and then. */
  synchronized void look() {
    if (lasts && nanos.getAsLong() - last >= QUIET.toNanos()) {
      lasts = false;
      count = 0;
      from = "";
      troubles.ends(Party.CALLBACK, REASON);
    } else if (lasts && count > told) {
      tell();
    }
  }

  private void tell() {
    told = count;
    troubles.begins(
        Party.CALLBACK,
        REASON,
        ("more connections come to the callback listener than it takes: %d refused or evicted%s;"
                + " limit new ones by a firewall or a proxy")
            .formatted(count, from));
  }
}
