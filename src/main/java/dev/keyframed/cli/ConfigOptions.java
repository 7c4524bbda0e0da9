package dev.keyframed.cli;

import dev.keyframed.Settings;
import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the configuration comes from. */
final class ConfigOptions {
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

  /** The whole of it, checked, with the files that it names for the listener. */
  Configuration load() throws ConfigurationException {
    Configuration configuration = ConfigurationLoader.load(file, sets, System.getenv());
    if (configuration.callback().enabled() && configuration.callback().tls().isPresent()) {
      checkCertificate(configuration);
    }
    return configuration;
  }

  private static void checkCertificate(Configuration configuration) throws ConfigurationException {
    try {
      new Settings(configuration).tls().check();
    } catch (CertificateException unusable) {
      throw configuration.mistake(
          "callback.tls.cert", "is no certificate in PEM: " + unusable.getMessage());
    } catch (Exception unusable) { // each kind of key has its own
      throw configuration.mistake(
          "callback.tls.key", "cannot be used for callback.tls.cert: " + unusable.getMessage());
    }
  }
}
