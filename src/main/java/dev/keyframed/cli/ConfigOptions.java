package dev.keyframed.cli;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import dev.keyframed.config.ConfigurationLoader;
import java.nio.file.Path;
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

  /** The whole of it, checked. */
  Configuration load() throws ConfigurationException {
    return ConfigurationLoader.load(file, sets, System.getenv());
  }
}
