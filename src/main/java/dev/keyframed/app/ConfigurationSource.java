package dev.keyframed.app;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.ConfigurationException;
import java.nio.file.Path;

/** Loads the daemon's configuration, at the start and at each reload. */
public interface ConfigurationSource {
  /** Returns the file that the configuration is read from. */
  Path file();

  /**
   * Loads and checks the configuration.
   *
   * @throws ConfigurationException with all mistakes
   */
  Configuration load() throws ConfigurationException;
}
