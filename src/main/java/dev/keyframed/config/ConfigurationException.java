package dev.keyframed.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports a refused configuration. The message lists all problems, one per line: first those of the
 * file by line, then the others. It can be printed as it is.
 */
public final class ConfigurationException extends Exception {

  ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
