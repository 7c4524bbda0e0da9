package dev.keyframed.job;

import java.util.Locale;

/** Which of the waiting jobs goes first; among equals the older one does. */
public enum Priority {
  /** Before all others. */
  HIGH,
  /** What a job has that does not say. */
  NORMAL,
  /** After all others. */
  LOW;

  /** The name users see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The priority of that name.
   *
   * @throws IllegalArgumentException where none is called so
   */
  public static Priority of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
