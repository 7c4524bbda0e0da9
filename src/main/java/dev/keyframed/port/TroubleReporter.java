package dev.keyframed.port;

import java.util.Locale;

/**
 * Takes reports of trouble with something outside of the daemon.
 *
 * <p>Each trouble is logged once when it begins and once when it ends, however often it is
 * reported. Called on any thread; must not block or throw.
 */
public interface TroubleReporter {
  /** Drops every report. */
  TroubleReporter NONE =
      new TroubleReporter() {
        @Override
        public void begins(Party with, String reason, String words) {}

        @Override
        public void ends(Party with, String reason) {}
      };

  /** Lists the parties that a trouble may concern. */
  enum Party {
    /** The video provider, or the account there. */
    PROVIDER,
    /** The Redis server. */
    REDIS,
    /** The disk or bucket that takes videos. */
    STORAGE,
    /** The network path from the provider to the callback listener. */
    CALLBACK;

    /** Returns the name that metrics, health and logs show. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reports that there is trouble. A repeat with the same reason changes only the words.
   *
   * @param reason one of a few fixed words such as {@code unreachable}; it becomes a metric's label
   * @param words what is wrong, then what to do; without secrets, at most a line
   */
  void begins(Party with, String reason, String words);

  /** Reports that this trouble is over; does nothing where there was none. */
  void ends(Party with, String reason);
}
