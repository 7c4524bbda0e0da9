package dev.keyframed.support.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Counts and times requests to the provider, by labels that no server can make up. */
final class ProviderMeters {
  /** Documented codes (src/docs/provider-api.md), and statuses that gateways answer. */
  private static final Set<Integer> CODES =
      Set.of(
          1000, 1001, 1002, 1004, 1008, 1013, 1024, 1026, 1027, 1028, 1030, 1033, 1039, 1041, 1042,
          2013, 2045, 2049, 2056, 2061, 2062, 2064, 2067, 400, 401, 402, 403, 404, 422, 429, 500,
          502, 503, 504, 529);

  private final MeterCache meters;

  /** Registers all meters. */
  ProviderMeters(MeterCache meters) {
    this.meters = meters;
    for (String operation : List.of("create", "query", "locate")) {
      for (String outcome : List.of("ok", "refused", "throttled", "error")) {
        meters.expect(TimerName.PROVIDER_REQUESTS, operation, outcome);
      }
      for (int code : CODES) {
        meters.count(CounterName.PROVIDER_ERRORS, 0, operation, Integer.toString(code));
      }
      meters.count(CounterName.PROVIDER_ERRORS, 0, operation, Labels.OTHER);
    }
    // Only a creation is sent once, so only its outcomes show how far the request came.
    meters.expect(TimerName.PROVIDER_REQUESTS, "create", "lost");
    meters.expect(TimerName.PROVIDER_REQUESTS, "create", "not_sent");
  }

  void requested(String operation, String outcome, Duration took) {
    meters.time(TimerName.PROVIDER_REQUESTS, took, operation, outcome);
  }

  void failed(String operation, int code) {
    String shown = CODES.contains(code) ? Integer.toString(code) : Labels.OTHER;
    meters.count(CounterName.PROVIDER_ERRORS, 1, operation, shown);
  }
}
