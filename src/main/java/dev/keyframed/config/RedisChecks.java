package dev.keyframed.config;

import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Checks rules between the keys of {@code redis}. They hold on any machine, because commands use
 * Redis too.
 */
final class RedisChecks {
  private static final String TWICE = "differs from that of redis.url: remove one of them";

  private final ResolvedValues settings;
  private final Problems problems;
  private final BiPredicate<ConfigKey<?>, Path> isHidden;

  /**
   * Creates the checks, which report violations to {@code problems}.
   *
   * @param isHidden whether only other users can examine a path
   */
  RedisChecks(
      ResolvedValues settings, Problems problems, BiPredicate<ConfigKey<?>, Path> isHidden) {
    this.settings = settings;
    this.problems = problems;
    this.isHidden = isHidden;
  }

  void consistent() {
    Optional<Setting<Optional<RedisEndpoint>>> url = settings.find(RedisKeys.REDIS_URL);
    if (url.isPresent()) {
      passwordIsNotInTheOpen(url.get());
      given(RedisKeys.REDIS_USERNAME).ifPresent(user -> login(user, url.get().value()));
      given(RedisKeys.REDIS_PASSWORD).ifPresent(password -> login(password, url.get().value()));
    }
    List<ConfigKey<Optional<Path>>> files =
        List.of(RedisKeys.REDIS_TLS_CA, RedisKeys.REDIS_TLS_CERT, RedisKeys.REDIS_TLS_KEY);
    for (ConfigKey<Optional<Path>> file : files) {
      given(file).ifPresent(path -> file(path, url));
    }
    together();
  }

  private void passwordIsNotInTheOpen(Setting<Optional<RedisEndpoint>> url) {
    boolean holdsOne =
        url.value()
            .flatMap(RedisEndpoint::login)
            .filter(login -> !login.password().isEmpty())
            .isPresent();
    if (holdsOne && !url.origin().equals(Origin.ENVIRONMENT)) {
      add(
          url,
          "a password must not be set here: give it as "
              + KeyNames.waysToGive(RedisKeys.REDIS_PASSWORD)
              + ", or the whole URL as "
              + url.key().variable()
              + " in the environment");
    }
  }

  private <T> void login(Setting<Optional<T>> given, Optional<RedisEndpoint> endpoint) {
    if (endpoint.isEmpty()) {
      add(
          given,
          "is for an external Redis, but redis.url is embedded: set redis.url, or remove this key");
      return;
    }
    String ours =
        given.value().orElseThrow() instanceof Secret secret
            ? secret.reveal()
            : given.value().orElseThrow().toString();
    String theirs =
        endpoint
            .get()
            .login()
            .map(
                given.key().equals(RedisKeys.REDIS_PASSWORD)
                    ? RedisLogin::password
                    : RedisLogin::username)
            .orElse("");
    if (!theirs.isEmpty() && !theirs.equals(ours)) {
      add(given, TWICE);
    }
  }

  private void file(Setting<Optional<Path>> file, Optional<Setting<Optional<RedisEndpoint>>> url) {
    if (url.isPresent() && !url.get().value().map(RedisEndpoint::isTls).orElse(false)) {
      add(file, "needs TLS: redis.url must begin with rediss://");
    } else if (!isReadable(file.key(), file.value().orElseThrow())) {
      add(file, TextFile.NOT_READABLE);
    }
  }

  private boolean isReadable(ConfigKey<?> key, Path file) {
    return TextFile.isReadable(file) || isHidden.test(key, file);
  }

  private void together() {
    Optional<Setting<Optional<Path>>> cert = given(RedisKeys.REDIS_TLS_CERT);
    Optional<Setting<Optional<Path>>> key = given(RedisKeys.REDIS_TLS_KEY);
    if (cert.isPresent() != key.isPresent()) {
      add(
          cert.or(() -> key).orElseThrow(),
          "redis.tls.cert and redis.tls.key must be set together");
    }
  }

  private <T> Optional<Setting<Optional<T>>> given(ConfigKey<Optional<T>> key) {
    return settings.find(key).filter(setting -> setting.value().isPresent());
  }

  private void add(Setting<?> setting, String message) {
    problems.add(setting.origin(), setting.key().name(), message);
  }
}
