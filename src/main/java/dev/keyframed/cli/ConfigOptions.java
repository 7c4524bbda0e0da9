package dev.keyframed.cli;

import dev.keyframed.app.ConfigurationSource;
import dev.keyframed.app.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import dev.keyframed.service.callback.CallbackSettings;
import dev.keyframed.support.net.RedisEndpoint;
import dev.keyframed.support.net.RedisTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Loads the configuration that the command line names. */
final class ConfigOptions implements ConfigurationSource {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration; conf/keyframed.yaml has every key with its default.")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key, above file and environment; may be repeated.")
  List<String> sets = List.of();

  @Override
  public Path file() {
    return file;
  }

  /**
   * Loads and checks the whole configuration, including the TLS files that it names.
   *
   * @throws ConfigurationException with all mistakes
   */
  @Override
  public Configuration load() throws ConfigurationException {
    return withFiles(ConfigurationLoader.load(file, sets, System.getenv()));
  }

  /** Loads and checks the configuration, but skips files that this user cannot read. */
  Configuration loadToCheck() throws ConfigurationException {
    return withFiles(ConfigurationLoader.loadToCheck(file, sets, System.getenv()));
  }

  private static Configuration withFiles(Configuration configuration)
      throws ConfigurationException {
    if (configuration.callback().enabled()
        && configuration.callback().tls().isPresent()
        && isSeen(configuration, "callback.tls.")) {
      check(configuration, "callback.tls.", new Settings(configuration).tls());
    }
    checkRedisFiles(configuration);
    return configuration;
  }

  private static void checkRedisFiles(Configuration configuration) throws ConfigurationException {
    RedisTls files = configuration.redis().endpoint().map(RedisEndpoint::tls).orElse(RedisTls.NONE);
    if (files.ca().isPresent() && isSeen(configuration, "redis.tls.ca")) {
      try (InputStream in = Files.newInputStream(files.ca().get())) {
        if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
          throw new CertificateException("the file contains none");
        }
      } catch (CertificateException | IOException unusable) {
        throw configuration.mistake(
            "redis.tls.ca", "is not a certificate in PEM: " + unusable.getMessage());
      }
    }
    if (files.cert().isPresent() && isSeen(configuration, "redis.tls.")) {
      check(
          configuration,
          "redis.tls.",
          new CallbackSettings.TlsFiles(
              files.cert().get(), files.key().orElseThrow(), Duration.ofDays(1)));
    }
  }

  private static boolean isSeen(Configuration configuration, String keys) {
    return configuration.settings().unseen().stream().noneMatch(line -> line.startsWith(keys));
  }

  private static void check(
      Configuration configuration, String keys, CallbackSettings.TlsFiles files)
      throws ConfigurationException {
    try {
      files.check();
    } catch (CertificateException unusable) {
      throw configuration.mistake(
          keys + "cert", "is not a certificate in PEM: " + unusable.getMessage());
    } catch (Exception unusable) { // each kind of key has its own exceptions
      throw configuration.mistake(
          keys + "key", "cannot be used for " + keys + "cert: " + unusable.getMessage());
    }
  }
}
