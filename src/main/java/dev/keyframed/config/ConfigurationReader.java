package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisTls;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts the values of the keys into the records of their sections. */
final class ConfigurationReader {

  private final ResolvedValues settings;

  private ConfigurationReader(ResolvedValues settings) {
    this.settings = settings;
  }

  /** Builds the configuration from complete settings. */
  static Configuration of(ResolvedValues settings) {
    ConfigurationReader of = new ConfigurationReader(settings);
    return new Configuration(
        settings.get(RootKeys.NAMESPACE),
        settings.get(RootKeys.DATA_DIR),
        of.redis(),
        of.provider(),
        of.callback(),
        of.poll(),
        new Configuration.IntakeSection(settings.get(JobKeys.INTAKE_BATCH_BYTES)),
        of.submit(),
        new Configuration.FramesSection(settings.get(JobKeys.FRAMES_DIR)),
        of.download(),
        of.results(),
        of.videos(),
        new Configuration.BudgetSection(settings.get(MoneyKeys.BUDGET_DAILY_USD)),
        of.prices(),
        new Configuration.ManagementSection(
            settings.get(OperationKeys.MANAGEMENT_HOST),
            settings.get(OperationKeys.MANAGEMENT_PORT),
            settings.get(OperationKeys.MANAGEMENT_EXEMPLARS)),
        new Configuration.LogSection(
            settings.get(OperationKeys.LOG_FORMAT), settings.get(OperationKeys.LOG_LEVEL)),
        settings);
  }

  private Configuration.RedisSection redis() {
    RedisTls files =
        new RedisTls(
            settings.get(RedisKeys.REDIS_TLS_CA),
            settings.get(RedisKeys.REDIS_TLS_CERT),
            settings.get(RedisKeys.REDIS_TLS_KEY));
    String user = settings.get(RedisKeys.REDIS_USERNAME).orElse("");
    String password = settings.get(RedisKeys.REDIS_PASSWORD).map(Secret::reveal).orElse("");
    Optional<RedisEndpoint> endpoint =
        settings.get(RedisKeys.REDIS_URL).map(url -> url.withLogin(user, password).withTls(files));
    return new Configuration.RedisSection(endpoint, settings.get(RedisKeys.REDIS_EMBEDDED_PORT));
  }

  private Configuration.ProviderSection provider() {
    return new Configuration.ProviderSection(
        settings.get(ProviderKeys.PROVIDER_BASE_URL),
        settings.get(ProviderKeys.PROVIDER_API_KEY).orElse(Secret.NONE),
        settings.get(ProviderKeys.PROVIDER_REQUESTS_PER_MINUTE),
        settings.get(ProviderKeys.PROVIDER_MAX_IN_FLIGHT),
        settings.get(ProviderKeys.PROVIDER_REQUEST_TIMEOUT),
        settings.get(ProviderKeys.PROVIDER_ALLOW_PRIVATE_ADDRESSES));
  }

  private Configuration.CallbackSection callback() {
    Optional<Configuration.TlsSection> tls =
        settings
            .get(CallbackKeys.CALLBACK_TLS_CERT)
            .flatMap(
                cert ->
                    settings
                        .get(CallbackKeys.CALLBACK_TLS_KEY)
                        .map(key -> new Configuration.TlsSection(cert, key)));
    return new Configuration.CallbackSection(
        settings.get(CallbackKeys.CALLBACK_ENABLED),
        settings.get(CallbackKeys.CALLBACK_PUBLIC_URL),
        settings.get(CallbackKeys.CALLBACK_HOST),
        settings.get(CallbackKeys.CALLBACK_PORT),
        tls,
        settings.get(CallbackKeys.CALLBACK_SECRET).orElse(Secret.NONE),
        settings.get(CallbackKeys.CALLBACK_PREVIOUS_SECRET),
        settings.get(CallbackKeys.CALLBACK_SELF_CHECK));
  }

  private Configuration.PollSection poll() {
    return new Configuration.PollSection(
        settings.get(PollKeys.POLL_FIRST_AFTER),
        settings.get(PollKeys.POLL_INTERVAL),
        settings.get(PollKeys.POLL_MAX_INTERVAL),
        settings.get(PollKeys.POLL_OVERDUE_AFTER),
        settings.get(PollKeys.POLL_GIVE_UP_AFTER),
        settings.get(PollKeys.POLL_REQUESTS_PER_MINUTE));
  }

  private Configuration.SubmitSection submit() {
    return new Configuration.SubmitSection(
        settings.get(JobKeys.SUBMIT_MAX_ATTEMPTS),
        settings.get(JobKeys.SUBMIT_UNCERTAIN_WAIT),
        settings.get(JobKeys.SUBMIT_ON_UNCERTAIN),
        settings.get(JobKeys.SUBMIT_WITHOUT_CALLBACK));
  }

  private Configuration.DownloadSection download() {
    return new Configuration.DownloadSection(
        settings.get(JobKeys.DOWNLOAD_CONCURRENCY),
        settings.get(JobKeys.DOWNLOAD_MAX_SIZE),
        settings.get(JobKeys.DOWNLOAD_ATTEMPTS));
  }

  private Configuration.ResultsSection results() {
    return new Configuration.ResultsSection(
        settings.get(JobKeys.RESULTS_RETENTION),
        settings.get(JobKeys.RESULTS_STREAM_MAX_LENGTH),
        settings.get(JobKeys.RESULTS_REMEMBER_IDS));
  }

  private Configuration.VideosSection videos() {
    Path usual = settings.get(RootKeys.DATA_DIR).resolve("videos");
    return new Configuration.VideosSection(
        settings.get(VideoKeys.VIDEOS_DIR).orElse(usual).toAbsolutePath().normalize(),
        settings.get(VideoKeys.VIDEOS_MODE),
        settings.get(VideoKeys.VIDEOS_GROUP),
        settings.get(VideoKeys.VIDEOS_MIN_FREE));
  }

  private Configuration.PricesSection prices() {
    Map<String, BigDecimal> usd = new TreeMap<>();
    for (ConfigKey<BigDecimal> price : MoneyKeys.PRICES) {
      usd.put(YamlWriter.lastName(price), settings.get(price));
    }
    return new Configuration.PricesSection(usd);
  }
}
