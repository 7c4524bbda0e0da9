package dev.keyframed.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the values of the keys into the records of their sections. */
final class Sections {

  private final Settings settings;

  private Sections(Settings settings) {
    this.settings = settings;
  }

  /** Takes settings in which nothing is missing. */
  static Configuration of(Settings settings) {
    Sections of = new Sections(settings);
    return new Configuration(
        settings.get(Keys.NAMESPACE),
        settings.get(Keys.DATA_DIR),
        of.redis(),
        of.provider(),
        of.callback(),
        of.poll(),
        of.submit(),
        new Configuration.Frames(settings.get(Keys.FRAMES_DIR)),
        of.download(),
        of.results(),
        new Configuration.Budget(settings.get(Keys.BUDGET_DAILY_USD)),
        of.prices(),
        new Configuration.Management(
            settings.get(Keys.MANAGEMENT_HOST),
            settings.get(Keys.MANAGEMENT_PORT),
            settings.get(Keys.MANAGEMENT_EXEMPLARS)),
        new Configuration.Log(settings.get(Keys.LOG_FORMAT), settings.get(Keys.LOG_LEVEL)),
        settings);
  }

  private Configuration.Redis redis() {
    return new Configuration.Redis(
        settings.get(Keys.REDIS_URL), settings.get(Keys.REDIS_EMBEDDED_PORT));
  }

  private Configuration.Provider provider() {
    return new Configuration.Provider(
        settings.get(Keys.PROVIDER_BASE_URL),
        settings.get(Keys.PROVIDER_API_KEY).orElse(Secret.NONE),
        settings.get(Keys.PROVIDER_REQUESTS_PER_MINUTE),
        settings.get(Keys.PROVIDER_MAX_IN_FLIGHT),
        settings.get(Keys.PROVIDER_REQUEST_TIMEOUT),
        settings.get(Keys.PROVIDER_ALLOW_PRIVATE_ADDRESSES));
  }

  private Configuration.Callback callback() {
    Optional<Configuration.Tls> tls =
        settings
            .get(Keys.CALLBACK_TLS_CERT)
            .flatMap(
                cert ->
                    settings
                        .get(Keys.CALLBACK_TLS_KEY)
                        .map(key -> new Configuration.Tls(cert, key)));
    return new Configuration.Callback(
        settings.get(Keys.CALLBACK_ENABLED),
        settings.get(Keys.CALLBACK_PUBLIC_URL),
        settings.get(Keys.CALLBACK_HOST),
        settings.get(Keys.CALLBACK_PORT),
        tls,
        settings.get(Keys.CALLBACK_SECRET).orElse(Secret.NONE),
        settings.get(Keys.CALLBACK_PREVIOUS_SECRET),
        settings.get(Keys.CALLBACK_SELF_CHECK));
  }

  private Configuration.Poll poll() {
    return new Configuration.Poll(
        settings.get(Keys.POLL_FIRST_AFTER),
        settings.get(Keys.POLL_INTERVAL),
        settings.get(Keys.POLL_MAX_INTERVAL),
        settings.get(Keys.POLL_OVERDUE_AFTER),
        settings.get(Keys.POLL_GIVE_UP_AFTER),
        settings.get(Keys.POLL_REQUESTS_PER_MINUTE));
  }

  private Configuration.Submit submit() {
    return new Configuration.Submit(
        settings.get(Keys.SUBMIT_MAX_ATTEMPTS),
        settings.get(Keys.SUBMIT_UNCERTAIN_WAIT),
        settings.get(Keys.SUBMIT_ON_UNCERTAIN),
        settings.get(Keys.SUBMIT_WITHOUT_CALLBACK));
  }

  private Configuration.Download download() {
    return new Configuration.Download(
        settings.get(Keys.DOWNLOAD_CONCURRENCY),
        settings.get(Keys.DOWNLOAD_MAX_SIZE),
        settings.get(Keys.DOWNLOAD_ATTEMPTS));
  }

  private Configuration.Results results() {
    return new Configuration.Results(
        settings.get(Keys.RESULTS_RETENTION), settings.get(Keys.RESULTS_STREAM_MAX_LENGTH));
  }

  private Configuration.Prices prices() {
    Map<String, BigDecimal> usd = new TreeMap<>();
    for (Key<BigDecimal> price : Keys.PRICES) {
      usd.put(Outline.lastName(price), settings.get(price));
    }
    return new Configuration.Prices(usd);
  }
}
