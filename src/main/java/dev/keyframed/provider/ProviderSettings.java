package dev.keyframed.provider;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the client needs to know of its provider (contract: {@code provider}).
 *
 * @param baseUrl with a scheme and a host, such as {@code https://api.minimax.io}; a path before
 *     {@code /v1} is kept
 * @param apiKey asked for each request, so that it may change; never printed
 * @param requestTimeout from a request's first byte to the end of its answer
 * @param allowPrivateAddresses for sandboxes: plain HTTP, and any address
 */
public record ProviderSettings(
    String baseUrl,
    Supplier<String> apiKey,
    Duration requestTimeout,
    boolean allowPrivateAddresses) {

  /** Refuses a base URL that is none, and one in the clear where that is not allowed. */
  public ProviderSettings {
    URI base = URI.create(baseUrl);
    boolean https = "https".equalsIgnoreCase(base.getScheme());
    boolean http = "http".equalsIgnoreCase(base.getScheme()) && allowPrivateAddresses;
    if (base.getHost() == null || !(https || http)) {
      throw new IllegalArgumentException("provider.base_url is not an https URL: " + baseUrl);
    }
  }

  /** The longest that a creation may take, from being asked for to what became of it. */
  public Duration longestCreation() {
    return PaidClient.CONNECTED_WITHIN.plus(requestTimeout);
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + baseUrl + "]";
  }
}
