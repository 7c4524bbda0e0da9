package dev.keyframed.job;

import dev.keyframed.support.text.PlainLine;
import java.time.Instant;
import java.util.Locale;

/**
 * Represents trouble with the provider that passes by itself, for health and status.
 *
 * @param message the words of the provider or of the network, bounded; or null
 * @param since when it began, perhaps for another reason
 */
public record PassingTrouble(Cause reason, String message, Instant since) {
  private static final int LONGEST = 1000;

  /** Makes the message one plain line. */
  public PassingTrouble {
    message = message == null ? null : PlainLine.of(message, LONGEST);
  }

  /** Lists the kinds of passing trouble. */
  public enum Cause {
    /** No connection, or no answer. */
    UNREACHABLE,
    /** Too many requests. */
    THROTTLED,
    /** An answer that cannot be read. */
    UNREADABLE,
    /** An error of the service. */
    FAILING;

    /** Returns the name that users see. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the trouble after that failure.
   *
   * <p>The first message of each kind is kept, for it says how the trouble began.
   */
  static PassingTrouble after(
      PassingTrouble before, AccountEvent.TransientFailure failure, Instant now) {
    boolean same = before != null && before.reason == failure.reason();
    return failure.reason() == null || same
        ? before
        : new PassingTrouble(
            failure.reason(), failure.message(), before == null ? now : before.since);
  }
}
