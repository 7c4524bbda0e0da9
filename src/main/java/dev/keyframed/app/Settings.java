package dev.keyframed.app;

import dev.keyframed.adapter.minimax.ProviderSettings;
import dev.keyframed.adapter.redis.RedisSettings;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.Configuration.OnUncertain;
import dev.keyframed.config.Secret;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.job.machine.Machine;
import dev.keyframed.job.machine.Policy;
import dev.keyframed.port.CallbackProtocol;
import dev.keyframed.port.JobStore.ClaimLimits;
import dev.keyframed.service.callback.CallbackSettings;
import dev.keyframed.service.download.DownloadSettings;
import dev.keyframed.service.download.VideoAccess;
import dev.keyframed.service.intake.IntakeSettings;
import dev.keyframed.service.management.ManagementSettings;
import dev.keyframed.service.poll.PollSettings;
import dev.keyframed.service.selfcheck.SelfCheckSettings;
import dev.keyframed.service.store.CallbackPolicy;
import dev.keyframed.service.store.StoreSettings;
import dev.keyframed.service.submit.SubmitSettings;
import dev.keyframed.support.net.RedisEndpoint;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts the configuration to the settings of each part. Pure. */
public final class Settings {
  /**
   * Bounds the time from requesting a claim to sending the creation: answer of the store, and
   * reading of frames.
   */
  private static final Duration CLAIM_SENT_WITHIN = Duration.ofSeconds(5);

  /** Bounds the time from an answer of the provider until it is stored, if nothing fails. */
  private static final Duration OUTCOME_STORED_WITHIN = Duration.ofSeconds(5);

  /** Bounds the stop of all but open creations: polls, downloads, open callbacks, connections. */
  private static final Duration PARTS_STOP_WITHIN = Duration.ofSeconds(27);

  /**
   * Limits frames to an eighth of the heap, since each is held about three times: text, body,
   * encrypted.
   */
  private static final int HEAP_OF_FRAMES = 8;

  private static final Duration SCAN_EVERY = Duration.ofMillis(500);
  private static final int SCAN_BATCH = 64;
  private static final Duration CERTIFICATE_CHECK = Duration.ofSeconds(30);
  private static final int MICRO = 6;

  private final Configuration configuration;

  /** Creates the conversion for a configuration. */
  public Settings(Configuration configuration) {
    this.configuration = configuration;
  }

  private Duration claimLease() {
    return CLAIM_SENT_WITHIN.plus(provider().longestCreation()).plus(OUTCOME_STORED_WITHIN);
  }

  /**
   * Returns how long a stop may take, until open creations are answered and their outcomes stored.
   */
  public Duration longestStop() {
    return claimLease().plus(PARTS_STOP_WITHIN);
  }

  private Duration queryLease() {
    return configuration.provider().requestTimeout().plus(OUTCOME_STORED_WITHIN);
  }

  private Policy policy() {
    var poll = configuration.poll();
    return new Policy(
        claimLease(),
        configuration.submit().uncertainWait(),
        configuration.submit().onUncertain() == OnUncertain.RETRY,
        poll.firstAfter(),
        poll.interval(),
        poll.maxInterval(),
        poll.giveUpAfter(),
        configuration.download().attempts());
  }

  /**
   * Returns the settings of the store, also for commands that change jobs from outside the daemon.
   */
  public StoreSettings store() {
    var provider = configuration.provider();
    long budget = configuration.budget().dailyUsd().map(Settings::micro).orElse(-1L);
    return new StoreSettings(
        new Machine(policy()),
        new ClaimLimits(provider.requestsPerMinute(), provider.maxInFlight(), budget),
        callbacks(),
        configuration.poll().overdueAfter(),
        configuration.poll().requestsPerMinute(),
        configuration.results().retention());
  }

  private CallbackPolicy callbacks() {
    if (!configuration.callback().enabled()) {
      return CallbackPolicy.NEVER;
    }
    return switch (configuration.submit().withoutCallback()) {
      case WHEN_UNREACHABLE -> CallbackPolicy.WHILE_REACHABLE;
      case NEVER -> CallbackPolicy.ALWAYS;
      case ALWAYS -> CallbackPolicy.NEVER;
    };
  }

  /**
   * Returns the settings of the daemon's connections to Redis.
   *
   * @param instanceId the name of this node as a reader of the queue
   */
  RedisSettings redis(RedisEndpoint endpoint, String instanceId) {
    return redis(endpoint, instanceId, configuration.results().streamMaxLength());
  }

  /**
   * Returns the Redis settings of one command, whose configuration may differ from the daemon's.
   */
  public RedisSettings redisOfCommand(RedisEndpoint endpoint) {
    return redis(endpoint, "command", RedisSettings.UNTRIMMED);
  }

  private RedisSettings redis(RedisEndpoint endpoint, String instanceId, int streamMaxLength) {
    return new RedisSettings(
        endpoint,
        configuration.namespace(),
        configuration.results().retention(),
        streamMaxLength,
        instanceId,
        configuration.results().rememberIds());
  }

  public ProviderSettings provider() {
    var provider = configuration.provider();
    return new ProviderSettings(
        provider.baseUrl().toString(),
        () -> provider.apiKey().reveal(),
        provider.requestTimeout(),
        provider.allowPrivateAddresses());
  }

  /** Returns the settings of admission. */
  public IntakeSettings intake() {
    Map<String, Long> prices =
        configuration.prices().usd().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, price -> micro(price.getValue())));
    return new IntakeSettings(
        configuration.frames().dir(),
        configuration.provider().allowPrivateAddresses(),
        configuration.submit().maxAttempts(),
        prices);
  }

  private static long micro(BigDecimal usd) {
    return usd.movePointRight(MICRO).longValueExact();
  }

  /**
   * Returns the signer of callback URLs; without callbacks it needs no secret, since nothing is
   * signed.
   */
  CallbackUrls urls() {
    Configuration.CallbackSection callback = configuration.callback();
    List<String> secrets =
        callback.enabled()
            ? Stream.concat(Stream.of(callback.secret()), callback.previousSecret().stream())
                .map(Secret::reveal)
                .toList()
            : List.of();
    return new CallbackUrls(configuration.namespace(), secrets);
  }

  /**
   * Returns the settings of the callback listener.
   *
   * @param tls supplies {@link #tls()} of the current configuration
   */
  CallbackSettings callback(
      CallbackUrls urls, CallbackProtocol protocol, Supplier<CallbackSettings.TlsFiles> tls) {
    Configuration.CallbackSection callback = configuration.callback();
    String prefix = callback.publicUrl().map(URI::getRawPath).orElse("");
    return CallbackSettings.of(
        callback.host(), callback.port(), callback.tls().map(pem -> tls), prefix, urls, protocol);
  }

  /**
   * Returns the paths of certificate and key.
   *
   * @throws java.util.NoSuchElementException if TLS is not configured
   */
  public CallbackSettings.TlsFiles tls() {
    Configuration.TlsSection pem = configuration.callback().tls().orElseThrow();
    return new CallbackSettings.TlsFiles(pem.cert(), pem.key(), CERTIFICATE_CHECK);
  }

  /** Returns the settings of the self-check; empty if it is disabled. */
  Optional<SelfCheckSettings> selfCheck() {
    Configuration.CallbackSection callback = configuration.callback();
    return callback
        .publicUrl()
        .filter(url -> callback.enabled() && !callback.selfCheck().isZero())
        .map(url -> new SelfCheckSettings(url, callback.selfCheck()));
  }

  /**
   * Returns the settings of submissions.
   *
   * @param maxOpen supplies the current limit of open creations
   */
  SubmitSettings submit(IntSupplier maxOpen) {
    String base = configuration.callback().publicUrl().map(URI::toString).orElse(null);
    return new SubmitSettings(
        base, CLAIM_SENT_WITHIN, Runtime.getRuntime().maxMemory() / HEAP_OF_FRAMES, maxOpen);
  }

  PollSettings poll() {
    return new PollSettings(SCAN_EVERY, SCAN_BATCH, queryLease());
  }

  DownloadSettings download() {
    Configuration.VideosSection videos = configuration.videos();
    return new DownloadSettings(
        videos.dir(),
        new VideoAccess(
            videos.mode().file(),
            videos.mode().folder(),
            videos.mode().folderBits(),
            videos.group().orElse(null)),
        configuration.download().concurrency(),
        configuration.download().attempts(),
        configuration.download().maxSize(),
        configuration.provider().requestTimeout(),
        configuration.results().retention(),
        configuration.provider().allowPrivateAddresses());
  }

  ManagementSettings management() {
    return new ManagementSettings(
        configuration.management().host(), configuration.management().port());
  }
}
