package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the whole configuration, by section. {@link ConfigurationLoader} creates it and checks it
 * as a whole. A test can build a single section by hand. {@code conf/keyframed.yaml} explains each
 * key and its values.
 *
 * @param namespace names one provider account; every Redis key begins with it
 * @param dataDir the daemon's own files; it need not exist yet
 * @param settings the same values by key, with the origin of each
 */
public record Configuration(
    String namespace,
    Path dataDir,
    RedisSection redis,
    ProviderSection provider,
    CallbackSection callback,
    PollSection poll,
    IntakeSection intake,
    SubmitSection submit,
    FramesSection frames,
    DownloadSection download,
    ResultsSection results,
    VideosSection videos,
    BudgetSection budget,
    PricesSection prices,
    ManagementSection management,
    LogSection log,
    ResolvedValues settings) {

  /**
   * Returns a copy that takes the values of the given keys from another configuration.
   *
   * @param keys names such as {@link ConfigurationChanges#atOnce()}, which can be applied by
   *     themselves
   */
  public Configuration taking(List<String> keys, Configuration other) {
    return ConfigurationReader.of(settings.taking(keys, other.settings));
  }

  /**
   * Describes the Redis server that holds the jobs.
   *
   * @param endpoint with login and files; empty for the embedded server
   * @param embeddedPort the port of the embedded server
   */
  public record RedisSection(Optional<RedisEndpoint> endpoint, int embeddedPort) {

    /** Checks whether the daemon runs its own Redis server. */
    public boolean embedded() {
      return endpoint.isEmpty();
    }
  }

  /**
   * Describes the provider and the limits of requests to it.
   *
   * @param baseUrl without a trailing slash
   * @param apiKey {@link Secret#NONE} only if {@link ConfigurationLoader#loadForCommands} read the
   *     configuration
   * @param requestsPerMinute submissions, over all nodes
   * @param maxInFlight tasks at the provider, over all nodes
   * @param requestTimeout 5 s to 5 min
   * @param allowPrivateAddresses also allows plain http
   */
  public record ProviderSection(
      URI baseUrl,
      Secret apiKey,
      int requestsPerMinute,
      int maxInFlight,
      Duration requestTimeout,
      boolean allowPrivateAddresses) {}

  /**
   * Describes the listener for the provider's callbacks.
   *
   * @param publicUrl without a trailing slash; present if enabled
   * @param host an address, or {@code unix:} and the path of a socket, which has no port and no TLS
   * @param port 0 for any free port
   * @param tls empty for plain HTTP
   * @param secret signs the callback URLs; at least 16 bytes if enabled, else possibly {@link
   *     Secret#NONE}
   * @param previousSecret the former secret, whose URLs are still accepted
   * @param selfCheck interval of the self-check; zero for never
   */
  public record CallbackSection(
      boolean enabled,
      Optional<URI> publicUrl,
      String host,
      int port,
      Optional<TlsSection> tls,
      Secret secret,
      Optional<Secret> previousSecret,
      Duration selfCheck) {}

  /** Names the PEM files of a certificate chain and its private key. */
  public record TlsSection(Path cert, Path key) {}

  /**
   * Sets when tasks are queried.
   *
   * @param interval at most {@code maxInterval}
   * @param overdueAfter less than {@code giveUpAfter}
   * @param requestsPerMinute queries, over all nodes
   */
  public record PollSection(
      Duration firstAfter,
      Duration interval,
      Duration maxInterval,
      Duration overdueAfter,
      Duration giveUpAfter,
      int requestsPerMinute) {}

  /**
   * Sets how jobs are read from the queue.
   *
   * @param batchBytes bytes of text to read at once
   */
  public record IntakeSection(long batchBytes) {}

  /**
   * Sets how jobs are submitted.
   *
   * @param maxAttempts paid attempts of one job
   * @param uncertainWait from a lost answer to {@code onUncertain}
   */
  public record SubmitSection(
      int maxAttempts,
      Duration uncertainWait,
      OnUncertain onUncertain,
      WithoutCallback withoutCallback) {}

  /** Decides about a voted creation whose answer was lost, and for which no callback came. */
  public enum OnUncertain {
    FAIL,
    /** Submits the job again. It may be paid for twice. */
    RETRY
  }

  /** Decides whether to submit without a callback URL. */
  public enum WithoutCallback {
    WHEN_UNREACHABLE,
    NEVER,
    ALWAYS
  }

  /** Names the directory of {@code file:} frames. Without it they are refused. */
  public record FramesSection(Optional<Path> dir) {}

  /**
   * Sets how videos are downloaded.
   *
   * @param concurrency concurrent downloads on this node
   * @param maxSize bytes of one video
   * @param attempts for one video
   */
  public record DownloadSection(int concurrency, long maxSize, int attempts) {}

  /**
   * Sets what is kept of ended jobs.
   *
   * @param retention how long a job stays in Redis
   * @param streamMaxLength entries of each output stream
   * @param rememberIds how long the own id of a paid job is remembered; zero: as long as the job
   */
  public record ResultsSection(Duration retention, int streamMaxLength, Duration rememberIds) {}

  /**
   * Sets where videos are stored, and who may read them.
   *
   * @param dir absolute
   * @param group the group that they are given to; empty for the group of the process
   * @param minFree bytes of free space below which nothing is submitted; 0 for no limit
   */
  public record VideosSection(Path dir, FileMode mode, Optional<String> group, long minFree) {}

  /** Limits the spend of a day, in US dollars. Empty means no limit. */
  public record BudgetSection(Optional<BigDecimal> dailyUsd) {}

  /**
   * Holds the price of a video in US dollars, by resolution and duration such as {@code 768P_6s}.
   */
  public record PricesSection(Map<String, BigDecimal> usd) {

    /** Copies the map. */
    public PricesSection {
      usd = Map.copyOf(usd);
    }
  }

  /**
   * Describes the listener for metrics and health.
   *
   * @param port 0 for any free port
   * @param exemplars whether OpenMetrics shows the provider's trace ids beside samples
   */
  public record ManagementSection(String host, int port, boolean exemplars) {}

  /** Sets the format of the log and its least severe level. */
  public record LogSection(LogFormat format, LogLevel level) {}

  /** Names the format of log lines. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** Names the least severe level that is logged. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** Creates an exception for a mistake that only the user of the value can detect. */
  public ConfigurationException mistake(String key, String message) {
    return new ConfigurationException(List.of(new Problem(settings.origin(key), key, message)));
  }

  /**
   * Returns the effective configuration as YAML. Every key is listed, secrets are masked, and a
   * comment gives each value's origin.
   */
  public String describe() {
    return settings.describe();
  }
}
