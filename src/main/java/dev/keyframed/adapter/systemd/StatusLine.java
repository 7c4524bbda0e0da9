package dev.keyframed.adapter.systemd;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.State;
import dev.keyframed.port.NamespaceStats;
import dev.keyframed.support.bus.BusAddresses.NamespaceStatus;
import java.util.Arrays;

/** Formats the status of the namespace as one line. */
final class StatusLine {
  /** Replaces the line if the namespace cannot be counted. */
  static final String UNKNOWN = "running, but Redis is unavailable";

  private StatusLine() {}

  static String of(NamespaceStatus namespace) {
    NamespaceStats census = namespace.census();
    long queued = census.waiting() + in(census, State.QUEUED);
    long inFlight =
        Arrays.stream(State.values())
            .filter(State::isInFlight)
            .mapToLong(state -> in(census, state))
            .sum();
    return "running: %d queued, %d in flight, %d downloading%s"
        .formatted(queued, inFlight, in(census, State.DOWNLOADING), held(namespace));
  }

  private static long in(NamespaceStats census, State state) {
    return census.jobs().getOrDefault(state, 0L);
  }

  private static String held(NamespaceStatus namespace) {
    HoldReason hold = namespace.account().hold();
    String reason = namespace.overBudget() ? "budget" : "";
    reason = hold == null ? reason : hold.label();
    return reason.isEmpty() ? "" : "; nothing is submitted: " + reason;
  }
}
