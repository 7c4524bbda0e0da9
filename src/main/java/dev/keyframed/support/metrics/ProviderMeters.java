package dev.keyframed.support.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Counts and times requests to the provider, by labels that no server can make up. */
final class ProviderMeters {
  private static final List<String> OPERATIONS = List.of("create", "query", "locate");

  private final MeterCache meters;
  private Set<Integer> codes = Set.of();

  /** Registers all meters. */
  ProviderMeters(MeterCache meters) {
    this.meters = meters;
    for (String operation : OPERATIONS) {
      for (String outcome : List.of("ok", "refused", "throttled", "error")) {
        meters.expect(TimerName.PROVIDER_REQUESTS, operation, outcome);
      }
      meters.count(CounterName.PROVIDER_ERRORS, 0, operation, Labels.OTHER);
    }
    // Only a creation is sent once, so only its outcomes show how far the request came.
    meters.expect(TimerName.PROVIDER_REQUESTS, "create", "lost");
    meters.expect(TimerName.PROVIDER_REQUESTS, "create", "not_sent");
  }

  /** Registers a counter for each of these codes; any other one counts as {@code other}. */
  void expectCodes(Set<Integer> known) {
    codes = Set.copyOf(known);
    for (String operation : OPERATIONS) {
      codes.forEach(
          code -> meters.count(CounterName.PROVIDER_ERRORS, 0, operation, Integer.toString(code)));
    }
  }

  void requested(String operation, String outcome, Duration took) {
    meters.time(TimerName.PROVIDER_REQUESTS, took, operation, outcome);
  }

  void failed(String operation, int code) {
    String shown = codes.contains(code) ? Integer.toString(code) : Labels.OTHER;
    meters.count(CounterName.PROVIDER_ERRORS, 1, operation, shown);
  }
}
