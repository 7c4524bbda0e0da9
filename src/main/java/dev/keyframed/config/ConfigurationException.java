package dev.keyframed.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that is refused. Its message holds all problems, one a line, those of the file by
 * line and then the others, ready to be printed as it is.
 */
public final class ConfigurationException extends Exception {

  ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
