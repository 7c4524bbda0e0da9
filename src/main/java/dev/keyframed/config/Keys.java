package dev.keyframed.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The table of all keys, in the order in which they are shown. Those of one section stand together.
 */
final class Keys {

  private static final List<Key<?>> TABLE = new ArrayList<>();
  private static final String HOST = "[A-Za-z0-9.:_-]{1,253}";

  static final Key<String> NAMESPACE =
      key(
          "namespace",
          Kind.text("[A-Za-z0-9_.-]{1,64}", "1 to 64 letters, digits, underscores, dots or dashes"),
          "keyframed",
          "One namespace is one provider account. Every Redis key begins with it, in braces.");
  static final Key<Path> DATA_DIR =
      key(
          "data_dir",
          Kind.path(),
          "./data",
          "The videos and the embedded Redis lie here. Under systemd the default is $STATE_DIRECTORY.");

  static final Key<String> REDIS_URL =
      key(
          "redis.url",
          Kind.redisUrl(),
          "embedded",
          "redis://, rediss:// or unix://, or embedded: a redis-server of the daemon's own, with its data in"
              + " data_dir. A URL with a password comes from the environment, never from this file.");
  static final Key<Integer> REDIS_EMBEDDED_PORT =
      key(
          "redis.embedded_port",
          Kind.whole(1, 65535),
          "6379",
          "Where the embedded Redis listens, on 127.0.0.1.");

  static final Key<URI> PROVIDER_BASE_URL =
      key(
          "provider.base_url",
          Kind.webUrl(),
          "https://api.minimax.io",
          "https://api.minimaxi.com in mainland China. An API key works on its own region's host only.");
  static final Key<Optional<Secret>> PROVIDER_API_KEY =
      key("provider.api_key", Kind.token(), "", "The account's API key.");
  static final Key<Optional<Path>> PROVIDER_API_KEY_FILE =
      file("provider.api_key_file", "A file that holds the API key.");
  static final Key<Integer> PROVIDER_REQUESTS_PER_MINUTE =
      reloadable(
          "provider.requests_per_minute",
          Kind.wholeFrom(1),
          "5",
          "Submissions, over all nodes of the namespace.");
  static final Key<Integer> PROVIDER_MAX_IN_FLIGHT =
      reloadable(
          "provider.max_in_flight",
          Kind.wholeFrom(1),
          "50",
          "Tasks at the provider, over all nodes of the namespace.");
  static final Key<Duration> PROVIDER_REQUEST_TIMEOUT =
      key(
          "provider.request_timeout",
          // Within a creation the callback has 3 s to echo (provider-api: ten facts).
          Kind.duration("5s", "5m"),
          "30s",
          "For one request, the callback check within a creation included.");
  static final Key<Boolean> PROVIDER_ALLOW_PRIVATE_ADDRESSES =
      key(
          "provider.allow_private_addresses",
          Kind.bool(),
          "false",
          "For sandboxes: plain http and loopback or private addresses for the provider, its downloads and"
              + " callback.public_url. Otherwise they must be https and public.");

  static final Key<Boolean> CALLBACK_ENABLED =
      key("callback.enabled", Kind.bool(), "true", "Without callbacks, tasks are polled only.");
  static final Key<Optional<URI>> CALLBACK_PUBLIC_URL =
      key(
          "callback.public_url",
          Kind.optional(Kind.webUrl()),
          "",
          "Where the provider reaches the listener, such as https://keyframed.example.com:8443.");
  static final Key<String> CALLBACK_HOST =
      key(
          "callback.host",
          Kind.text(
              "unix:/[!-~]{0,105}[!-.0-~]|(?!unix:)" + HOST,
              "a host name, an IP address, or unix: and the absolute path of a socket"),
          "0.0.0.0",
          "The address to listen on, or unix:/run/keyframed/callback.sock for a proxy on this machine.");
  static final Key<Integer> CALLBACK_PORT =
      key("callback.port", port(), "8443", "The port to listen on; 0 takes any free one.");
  static final Key<Optional<Path>> CALLBACK_TLS_CERT =
      tls(
          "callback.tls.cert",
          "Certificate chain, PEM, read again when it changes. Without it: plain HTTP, for use behind a proxy.");
  static final Key<Optional<Path>> CALLBACK_TLS_KEY = tls("callback.tls.key", "Private key, PEM.");
  static final Key<Optional<Secret>> CALLBACK_SECRET =
      key("callback.secret", Kind.secretOfBytes(16), "", "Signs the callback URLs.");
  static final Key<Optional<Path>> CALLBACK_SECRET_FILE =
      file("callback.secret_file", "A file that holds the secret that signs callback URLs.");
  static final Key<Optional<Secret>> CALLBACK_PREVIOUS_SECRET =
      key(
          "callback.previous_secret",
          Kind.secretOfBytes(16),
          "",
          "The secret before: URLs it signed are still taken.");
  static final Key<Optional<Path>> CALLBACK_PREVIOUS_SECRET_FILE =
      file(
          "callback.previous_secret_file",
          "A file that holds the secret before; URLs it signed are still taken.");
  static final Key<Duration> CALLBACK_SELF_CHECK =
      key(
          "callback.self_check",
          Kind.duration("0s", "1d"),
          "5m",
          "How often the daemon calls its own public_url; 0s is never.");

  static final Key<Duration> POLL_FIRST_AFTER =
      reloadable(
          "poll.first_after",
          Kind.duration("0s", "1h"),
          "90s",
          "From the creation of a task to its first query, until it is known how long such tasks take.");
  static final Key<Duration> POLL_INTERVAL =
      reloadable(
          "poll.interval",
          Kind.duration("10ms", "1h"),
          "10s",
          "Between the first queries of a task; grows up to max_interval.");
  static final Key<Duration> POLL_MAX_INTERVAL =
      reloadable(
          "poll.max_interval",
          Kind.duration("10ms", "1d"),
          "60s",
          "The longest time between two queries of a task.");
  static final Key<Duration> POLL_OVERDUE_AFTER =
      reloadable(
          "poll.overdue_after",
          Kind.duration("1s", "30d"),
          "60m",
          "When a task that has not ended is reported as overdue.");
  static final Key<Duration> POLL_GIVE_UP_AFTER =
      reloadable(
          "poll.give_up_after",
          Kind.duration("1s", "30d"),
          "24h",
          "When a task that has not ended is called lost. Its id is kept.");
  static final Key<Integer> POLL_REQUESTS_PER_MINUTE =
      reloadable(
          "poll.requests_per_minute",
          Kind.wholeFrom(1),
          "300",
          "Queries, over all nodes of the namespace.");

  static final Key<Integer> SUBMIT_MAX_ATTEMPTS =
      key(
          "submit.max_attempts",
          Kind.whole(1, 100),
          "3",
          "Paid attempts of one job, where it does not name its own.");
  static final Key<Duration> SUBMIT_UNCERTAIN_WAIT =
      key(
          "submit.uncertain_wait",
          Kind.duration("0s", "7d"),
          "15m",
          "How long a creation whose answer was lost waits for its callback.");
  static final Key<Configuration.OnUncertain> SUBMIT_ON_UNCERTAIN =
      key(
          "submit.on_uncertain",
          Kind.oneOf(Configuration.OnUncertain.class),
          "fail",
          "What follows that wait. fail: the job fails and can be retried by hand. retry: it is submitted"
              + " again, and may be paid for twice.");
  static final Key<Configuration.WithoutCallback> SUBMIT_WITHOUT_CALLBACK =
      key(
          "submit.without_callback",
          Kind.oneOf(Configuration.WithoutCallback.class),
          "when_unreachable",
          "Whether to submit without a callback URL, and poll. when_unreachable: after three creations in a row"
              + " that were refused for want of our echo, probing every two minutes. never: jobs wait. always: for all.");

  static final Key<Optional<Path>> FRAMES_DIR =
      file("frames.dir", "Where file:NAME frames may lie. Without it they are refused.");

  static final Key<Integer> DOWNLOAD_CONCURRENCY =
      key("download.concurrency", Kind.whole(1, 1000), "4", "Downloads at a time, per node.");
  static final Key<Long> DOWNLOAD_MAX_SIZE =
      key(
          "download.max_size",
          Kind.size("1KB", "100GB"),
          "1GB",
          "A larger video is refused. 1 KB is 1000 bytes.");
  static final Key<Integer> DOWNLOAD_ATTEMPTS =
      key(
          "download.attempts",
          Kind.whole(1, 1000),
          "8",
          "Attempts that one video may fail by itself. What others are to blame for is waited out, up to"
              + " poll.give_up_after.");

  static final Key<Duration> RESULTS_RETENTION =
      key(
          "results.retention",
          Kind.duration("1m", "3650d"),
          "7d",
          "How long an ended job is kept in Redis.");
  static final Key<Integer> RESULTS_STREAM_MAX_LENGTH =
      key(
          "results.stream_max_length",
          Kind.wholeFrom(1),
          "100000",
          "Entries that the streams of results and events keep.");

  static final Key<Optional<BigDecimal>> BUDGET_DAILY_USD =
      reloadable(
          "budget.daily_usd",
          Kind.optional(Kind.usd()),
          "",
          "Submissions stop when today's spend and the open exposure reach it.");

  static final List<Key<BigDecimal>> PRICES =
      List.of(price("768P_6s", "0.28"), price("768P_10s", "0.56"), price("1080P_6s", "0.49"));

  static final Key<String> MANAGEMENT_HOST =
      key(
          "management.host",
          host(),
          "127.0.0.1",
          "The address that serves metrics and health. They are not protected.");
  static final Key<Integer> MANAGEMENT_PORT =
      key("management.port", port(), "9464", "Its port; 0 takes any free one.");
  static final Key<Boolean> MANAGEMENT_EXEMPLARS =
      key("management.exemplars", Kind.bool(), "false", "OpenMetrics shows provider trace ids.");

  static final Key<Configuration.LogFormat> LOG_FORMAT =
      key(
          "log.format",
          Kind.oneOf(Configuration.LogFormat.class),
          "text",
          "text for people, json for collectors.");
  static final Key<Configuration.LogLevel> LOG_LEVEL =
      reloadable(
          "log.level",
          Kind.oneOf(Configuration.LogLevel.class),
          "info",
          "error, warn, info, debug or trace.");

  private Keys() {}

  static List<Key<?>> all() {
    return Collections.unmodifiableList(TABLE);
  }

  private static <T> Key<T> key(String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AFTER_RESTART, description));
  }

  private static <T> Key<T> reloadable(
      String name, Kind<T> kind, String preset, String description) {
    return added(new Key<>(name, kind, preset, Key.Effect.AT_ONCE, description));
  }

  private static Key<Optional<Path>> file(String name, String description) {
    return key(name, Kind.optional(Kind.path()), "", description);
  }

  private static Key<Optional<Path>> tls(String name, String description) {
    return added(
        new Key<>(name, Kind.optional(Kind.path()), "", Key.Effect.AT_ONCE_WHILE_SET, description));
  }

  private static Key<BigDecimal> price(String video, String usd) {
    String description =
        "US dollars for one video of " + video.replace('_', ' ') + ", for spend and budget.";
    return key("prices." + video, Kind.usd(), usd, description);
  }

  private static Kind<String> host() {
    return Kind.text(HOST, "a host name or an IP address");
  }

  private static Kind<Integer> port() {
    return Kind.whole(0, 65535);
  }

  private static <T> Key<T> added(Key<T> key) {
    TABLE.add(key);
    return key;
  }
}
