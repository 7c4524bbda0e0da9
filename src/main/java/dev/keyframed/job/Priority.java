package dev.keyframed.job;

import java.util.Locale;

/** Orders the waiting jobs; of equal ones the older goes first. */
public enum Priority {
  /** Before all others. */
  HIGH,
  /** The default. */
  NORMAL,
  /** After all others. */
  LOW;

  /** Returns the name that users see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the priority of that name.
   *
   * @throws IllegalArgumentException if no priority has that name
   */
  public static Priority of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
