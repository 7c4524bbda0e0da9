package dev.keyframed.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that is refused. Its message holds all problems, one a line, ready to be printed
 * as it is.
 */
public final class ConfigurationException extends Exception {

  private final List<Problem> problems;

  ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, at least one: those of the file by line, then the others. */
  public List<Problem> problems() {
    return problems;
  }
}
