package dev.keyframed.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Declares the keys of {@code provider}. */
final class ProviderKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<URI> PROVIDER_BASE_URL =
      SECTION.key(
          "provider.base_url",
          KeyType.webUrl(),
          "https://api.minimax.io",
          "The API. In mainland China: https://api.minimaxi.com. An API key works only on its"
              + " own region's host.");

  static final ConfigKey<Optional<Secret>> PROVIDER_API_KEY =
      SECTION.key("provider.api_key", KeyType.token(), "", "The account's API key.");

  static final ConfigKey<Optional<Path>> PROVIDER_API_KEY_FILE =
      SECTION.file("provider.api_key_file", "A file with the API key.");

  static final ConfigKey<Integer> PROVIDER_REQUESTS_PER_MINUTE =
      SECTION.reloadable(
          "provider.requests_per_minute",
          KeyType.wholeFrom(1),
          "5",
          "Submissions per minute, over all nodes of the namespace.");

  static final ConfigKey<Integer> PROVIDER_MAX_IN_FLIGHT =
      SECTION.reloadable(
          "provider.max_in_flight",
          KeyType.wholeFrom(1),
          "50",
          "Maximum number of tasks at the provider, over all nodes of the namespace.");

  static final ConfigKey<Duration> PROVIDER_REQUEST_TIMEOUT =
      SECTION.key(
          "provider.request_timeout",
          // Within a creation the callback has 3 s to echo (src/docs/provider-api.md).
          KeyType.duration("5s", "5m"),
          "30s",
          "Timeout of one request, including the callback check within a creation.");

  static final ConfigKey<Boolean> PROVIDER_ALLOW_PRIVATE_ADDRESSES =
      SECTION.key(
          "provider.allow_private_addresses",
          KeyType.bool(),
          "false",
          "For sandboxes: allows plain http, and loopback or private addresses, for the"
              + " provider, its downloads"
              + " and callback.public_url. Otherwise they must be https and public.");

  private ProviderKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
