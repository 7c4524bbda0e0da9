package dev.keyframed.adapter.minimax;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Holds the settings of the provider's client (src/docs/configuration.md).
 *
 * @param baseUrl URL with a scheme and a host, such as {@code https://api.minimax.io}; a path
 *     before {@code /v1} is kept
 * @param apiKey read for each request, so that it may change; never printed
 * @param requestTimeout time-out of a request, from sending it to the end of its answer
 * @param allowPrivateAddresses for sandboxes: allows plain HTTP and any address
 */
public record ProviderSettings(
    String baseUrl,
    Supplier<String> apiKey,
    Duration requestTimeout,
    boolean allowPrivateAddresses) {

  /** Refuses a base URL that is not valid, or uses plain HTTP where that is not allowed. */
  public ProviderSettings {
    URI base = URI.create(baseUrl);
    boolean https = "https".equalsIgnoreCase(base.getScheme());
    boolean http = "http".equalsIgnoreCase(base.getScheme()) && allowPrivateAddresses;
    if (base.getHost() == null || !(https || http)) {
      throw new IllegalArgumentException("provider.base_url is not an https URL: " + baseUrl);
    }
  }

  /** Returns the time that is planned for a creation, from the call to its outcome. */
  public Duration longestCreation() {
    return PaidClient.CONNECT_TIMEOUT.plus(requestTimeout);
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + baseUrl + "]";
  }
}
