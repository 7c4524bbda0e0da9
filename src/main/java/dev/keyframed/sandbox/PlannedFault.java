package dev.keyframed.sandbox;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents a fault as a plan names it.
 *
 * @param number the business code or HTTP status of faults that take one, else 0
 */
record PlannedFault(Fault fault, int number) {
  private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d{1,5})");

  /**
   * Parses the name of a fault.
   *
   * @throws IllegalArgumentException for an unknown name, which the message contains
   */
  static PlannedFault parse(String name) {
    Optional<Fault> plain = labelled(name, false);
    if (plain.isPresent()) return new PlannedFault(plain.get(), 0);
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      Optional<Fault> fault = labelled(numbered.group(1), true);
      if (fault.isPresent())
        return new PlannedFault(fault.get(), Integer.parseInt(numbered.group(2)));
    }
    throw new IllegalArgumentException("no fault is called '" + name + "'");
  }

  private static Optional<Fault> labelled(String label, boolean numbered) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.numbered() == numbered && fault.label().equals(label))
        .findFirst();
  }

  /** Returns the name in a plan. */
  String name() {
    return fault.numbered() ? fault.label() + '_' + number : fault.label();
  }
}
