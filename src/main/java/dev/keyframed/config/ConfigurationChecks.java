package dev.keyframed.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Checks rules between keys. A key that is already wrong by itself is skipped. */
final class ConfigurationChecks {
  private static final String UNIX = "unix:";
  private static final String NOT_KNOWN =
      "cannot be resolved on this machine: set an IP address or a known host name";

  private final ResolvedValues settings;
  private final Problems problems;
  private final Unseen unseen;
  private final boolean forOthers;

  /**
   * Creates the checks, which report violations to {@code problems}.
   *
   * @param forOthers whether the daemon may run as another user; if so, facts that only that user
   *     can check are no problems, and go to {@code unseen}
   */
  ConfigurationChecks(
      ResolvedValues settings, Problems problems, Unseen unseen, boolean forOthers) {
    this.settings = settings;
    this.problems = problems;
    this.unseen = unseen;
    this.forOthers = forOthers;
  }

  /** Checks the rules that hold on any machine. */
  void consistent() {
    check(
        PollKeys.POLL_INTERVAL,
        PollKeys.POLL_MAX_INTERVAL,
        (interval, most) -> interval.compareTo(most) <= 0,
        "must not be longer than poll.max_interval");
    check(
        PollKeys.POLL_OVERDUE_AFTER,
        PollKeys.POLL_GIVE_UP_AFTER,
        (overdue, giveUp) -> overdue.compareTo(giveUp) < 0,
        "must be shorter than poll.give_up_after");
    check(
        CallbackKeys.CALLBACK_TLS_CERT,
        CallbackKeys.CALLBACK_TLS_KEY,
        (cert, key) -> cert.isPresent() == key.isPresent(),
        "callback.tls.cert and callback.tls.key must be set together");
    check(
        CallbackKeys.CALLBACK_HOST,
        CallbackKeys.CALLBACK_TLS_CERT,
        (host, cert) -> socketDir(host).isEmpty() || cert.isEmpty(),
        "is a Unix socket, which uses plain HTTP: remove callback.tls and let the proxy use TLS");
    check(
        ProviderKeys.PROVIDER_BASE_URL,
        url -> !WebUrl.holdsVersion(url),
        "must end before /v1: keyframed adds that itself");
    String publicOnly =
        "must be https with a public host, not a loopback, private or reserved address; for a"
            + " sandbox set provider.allow_private_addresses";
    check(
        ProviderKeys.PROVIDER_BASE_URL,
        ProviderKeys.PROVIDER_ALLOW_PRIVATE_ADDRESSES,
        (url, allowed) -> allowed || WebUrl.isPublicHttps(url),
        publicOnly);
    check(
        CallbackKeys.CALLBACK_PUBLIC_URL,
        ProviderKeys.PROVIDER_ALLOW_PRIVATE_ADDRESSES,
        (url, allowed) -> allowed || url.map(WebUrl::isPublicHttps).orElse(true),
        publicOnly);
    new RedisChecks(settings, problems, this::isHidden).consistent();
  }

  /** Checks the further rules that hold on the machine where the daemon runs. */
  void readyToServe() {
    check(
        ProviderKeys.PROVIDER_API_KEY,
        key -> key.isPresent() || isUnseen(ProviderKeys.PROVIDER_API_KEY),
        "is missing: give it as " + KeyNames.waysToGive(ProviderKeys.PROVIDER_API_KEY));
    check(
        CallbackKeys.CALLBACK_PUBLIC_URL,
        CallbackKeys.CALLBACK_ENABLED,
        (url, enabled) -> url.isPresent() || !enabled,
        "is missing: set the URL at which the provider reaches the listener, or set callback.enabled"
            + " to false");
    check(
        CallbackKeys.CALLBACK_SECRET,
        CallbackKeys.CALLBACK_ENABLED,
        (secret, enabled) ->
            secret.isPresent() || !enabled || isUnseen(CallbackKeys.CALLBACK_SECRET),
        "is missing: give it as " + KeyNames.waysToGive(CallbackKeys.CALLBACK_SECRET));
    notTheApiKey(CallbackKeys.CALLBACK_SECRET);
    notTheApiKey(CallbackKeys.CALLBACK_PREVIOUS_SECRET);
    check(
        CallbackKeys.CALLBACK_HOST,
        CallbackKeys.CALLBACK_ENABLED,
        (host, enabled) -> !enabled || socketDir(host).map(this::takesSockets).orElse(true),
        "is a Unix socket whose directory is not found or not writable: create it, or set"
            + " another path");
    check(
        CallbackKeys.CALLBACK_HOST,
        CallbackKeys.CALLBACK_ENABLED,
        (host, enabled) -> !enabled || host.startsWith(UNIX) || isKnown(host),
        NOT_KNOWN);
    check(OperationKeys.MANAGEMENT_HOST, ConfigurationChecks::isKnown, NOT_KNOWN);
    readable(CallbackKeys.CALLBACK_TLS_CERT);
    readable(CallbackKeys.CALLBACK_TLS_KEY);
    check(
        JobKeys.FRAMES_DIR,
        dir ->
            dir.map(path -> Files.isDirectory(path) || isHidden(JobKeys.FRAMES_DIR, path))
                .orElse(true),
        "is not a directory");
    check(
        VideoKeys.VIDEOS_DIR,
        dir -> dir.map(path -> !Files.exists(path) || Files.isDirectory(path)).orElse(true),
        "is not a directory");
    settings
        .find(VideoKeys.VIDEOS_GROUP)
        .flatMap(Setting::value)
        .flatMap(this::mistake)
        .ifPresent(mistake -> check(VideoKeys.VIDEOS_GROUP, group -> false, mistake));
  }

  /**
   * Refuses the API key as a secret for callback URLs. An attacker who sees a callback URL could
   * otherwise search for the key that signed it.
   */
  private void notTheApiKey(ConfigKey<Optional<Secret>> secret) {
    check(
        secret,
        ProviderKeys.PROVIDER_API_KEY,
        (one, other) -> one.isEmpty() || !one.equals(other),
        "must not be the API key: use a separate secret");
  }

  /** Returns the directory of the socket, if the host is a socket. */
  private static Optional<Path> socketDir(String host) {
    return host.startsWith(UNIX)
        ? Optional.ofNullable(Path.of(host.substring(UNIX.length())).getParent())
        : Optional.empty();
  }

  private static boolean isKnown(String host) {
    try {
      return InetAddress.getByName(host) != null;
    } catch (UnknownHostException nobody) {
      return false;
    }
  }

  private boolean takesSockets(Path dir) {
    if (Files.isDirectory(dir) && Files.isWritable(dir)) {
      return true;
    }
    if (forOthers && !Files.isRegularFile(dir)) { // the unit may create it when it starts
      unseen.add(CallbackKeys.CALLBACK_HOST, "whether the daemon may write to " + dir);
      return true;
    }
    return false;
  }

  private Optional<String> mistake(String group) {
    if (forOthers && UnixGroup.exists(group)) {
      unseen.add(VideoKeys.VIDEOS_GROUP, "whether the daemon may give files to " + group);
      return Optional.empty();
    }
    return UnixGroup.mistake(group);
  }

  private void readable(ConfigKey<Optional<Path>> file) {
    check(
        file,
        path -> path.map(of -> TextFile.isReadable(of) || isHidden(file, of)).orElse(true),
        TextFile.NOT_READABLE);
  }

  private boolean isUnseen(ConfigKey<?> key) {
    return forOthers && unseen.of(key).isPresent();
  }

  /** Checks whether a path can be examined only by other users, and records it as unseen if so. */
  private boolean isHidden(ConfigKey<?> key, Path path) {
    boolean hidden = forOthers && Unseen.mayExist(path) && !Files.isReadable(path);
    if (hidden) {
      unseen.add(key, path);
    }
    return hidden;
  }

  private <A> void check(ConfigKey<A> key, Predicate<A> holds, String message) {
    check(key, key, (value, same) -> holds.test(value), message);
  }

  private <A, B> void check(
      ConfigKey<A> key, ConfigKey<B> other, BiPredicate<A, B> holds, String message) {
    Optional<Setting<A>> one = settings.find(key);
    Optional<Setting<B>> two = settings.find(other);
    if (one.isPresent() && two.isPresent() && !holds.test(one.get().value(), two.get().value())) {
      Origin origin =
          one.get().origin().equals(Origin.DEFAULT) ? two.get().origin() : one.get().origin();
      problems.add(origin, key.name(), message);
    }
  }
}
