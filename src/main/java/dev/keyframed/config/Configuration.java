package dev.keyframed.config;

import dev.keyframed.net.RedisEndpoint;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the daemon can be told. Made by {@link ConfigurationLoader}, checked as a whole, and
 * handed out by section; a section can be built by hand for a test. What a key means and takes
 * stands in {@code conf/keyframed.yaml}.
 *
 * @param namespace one provider account; the beginning of every Redis key
 * @param dataDir the daemon's own files; it need not exist yet
 * @param settings the same key by key, with where each came from
 */
public record Configuration(
    String namespace,
    Path dataDir,
    Redis redis,
    Provider provider,
    Callback callback,
    Poll poll,
    Intake intake,
    Submit submit,
    Frames frames,
    Download download,
    Results results,
    Videos videos,
    Budget budget,
    Prices prices,
    Management management,
    Log log,
    Settings settings) {

  /**
   * This one with the values that another one has for those keys.
   *
   * @param keys such as {@link Changes#atOnce()}, which can be taken over by themselves
   */
  public Configuration taking(List<String> keys, Configuration other) {
    return Sections.of(settings.taking(keys, other.settings));
  }

  /**
   * The Redis that holds the jobs.
   *
   * @param endpoint with login and files; empty for the embedded one
   * @param embeddedPort the port of the embedded one
   */
  public record Redis(Optional<RedisEndpoint> endpoint, int embeddedPort) {

    /** Whether the daemon runs a Redis of its own. */
    public boolean embedded() {
      return endpoint.isEmpty();
    }
  }

  /**
   * The provider and what may be asked of it.
   *
   * @param baseUrl without a slash at its end
   * @param apiKey {@link Secret#NONE} only where {@link ConfigurationLoader#loadForCommands} read
   *     the configuration
   * @param requestsPerMinute submissions, over all nodes
   * @param maxInFlight tasks at the provider, over all nodes
   * @param requestTimeout 5 s to 5 min
   * @param allowPrivateAddresses also allows plain http
   */
  public record Provider(
      URI baseUrl,
      Secret apiKey,
      int requestsPerMinute,
      int maxInFlight,
      Duration requestTimeout,
      boolean allowPrivateAddresses) {}

  /**
   * The listener for the provider's callbacks.
   *
   * @param publicUrl without a slash at its end; there if enabled
   * @param host {@code unix:} and a path for a socket: then without port and TLS
   * @param port 0 for any free one
   * @param tls without it plain HTTP
   * @param secret signs the callback URLs; at least 16 bytes if enabled, else perhaps {@link
   *     Secret#NONE}
   * @param previousSecret the one before, whose URLs are still taken
   * @param selfCheck zero for never
   */
  public record Callback(
      boolean enabled,
      Optional<URI> publicUrl,
      String host,
      int port,
      Optional<Tls> tls,
      Secret secret,
      Optional<Secret> previousSecret,
      Duration selfCheck) {}

  /** The PEM files of a certificate chain and its private key. */
  public record Tls(Path cert, Path key) {}

  /**
   * When tasks are queried.
   *
   * @param interval at most {@code maxInterval}
   * @param overdueAfter less than {@code giveUpAfter}
   * @param requestsPerMinute queries, over all nodes
   */
  public record Poll(
      Duration firstAfter,
      Duration interval,
      Duration maxInterval,
      Duration overdueAfter,
      Duration giveUpAfter,
      int requestsPerMinute) {}

  /**
   * How jobs are taken from the queue.
   *
   * @param batchBytes of text that are read at once
   */
  public record Intake(long batchBytes) {}

  /**
   * How jobs are submitted.
   *
   * @param maxAttempts paid attempts of one job
   * @param uncertainWait from a lost answer to {@code onUncertain}
   */
  public record Submit(
      int maxAttempts,
      Duration uncertainWait,
      OnUncertain onUncertain,
      WithoutCallback withoutCallback) {}

  /**
   * What becomes of a job whose creation was voted for, but whose answer was lost and no callback
   * came.
   */
  public enum OnUncertain {
    FAIL,
    /** Submits it again, and so may pay twice. */
    RETRY
  }

  /** Whether to submit without a callback URL. */
  public enum WithoutCallback {
    WHEN_UNREACHABLE,
    NEVER,
    ALWAYS
  }

  /** Where {@code file:} frames may lie; without it they are refused. */
  public record Frames(Optional<Path> dir) {}

  /**
   * How videos are fetched.
   *
   * @param concurrency downloads at a time on this node
   * @param maxSize of one video, in bytes
   * @param attempts for one video
   */
  public record Download(int concurrency, long maxSize, int attempts) {}

  /**
   * What is kept of ended jobs.
   *
   * @param retention how long in Redis
   * @param streamMaxLength entries of each output stream
   * @param rememberIds how long the own id of a job that was paid for; zero: as long as the job
   */
  public record Results(Duration retention, int streamMaxLength, Duration rememberIds) {}

  /**
   * Where videos lie, and for whom.
   *
   * @param dir absolute
   * @param group that they are given to; the process' own without it
   * @param minFree bytes without which nothing is submitted; 0 for no limit
   */
  public record Videos(Path dir, FileMode mode, Optional<String> group, long minFree) {}

  /** What may be spent in a day, in US dollars; no limit without it. */
  public record Budget(Optional<BigDecimal> dailyUsd) {}

  /** US dollars for one video, by resolution and duration: {@code 768P_6s}. */
  public record Prices(Map<String, BigDecimal> usd) {

    /** The map is copied. */
    public Prices {
      usd = Map.copyOf(usd);
    }
  }

  /**
   * The listener for metrics and health; port 0 for any free one.
   *
   * @param exemplars whether OpenMetrics shows the provider's trace ids beside samples
   */
  public record Management(String host, int port, boolean exemplars) {}

  /** What the log looks like and how much is in it. */
  public record Log(LogFormat format, LogLevel level) {}

  /** The shape of a line of the log. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** The least important that is still logged. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** A mistake in the value of that key which only those who make use of it can find. */
  public ConfigurationException mistake(String key, String message) {
    return new ConfigurationException(List.of(new Problem(settings.origin(key), key, message)));
  }

  /**
   * The effective configuration as YAML: every key, secrets masked, with where each value came from
   * as a comment.
   */
  public String describe() {
    return settings.describe();
  }
}
