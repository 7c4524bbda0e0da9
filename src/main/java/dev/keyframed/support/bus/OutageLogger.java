package dev.keyframed.support.bus;

import dev.keyframed.port.StoreUnavailableException;
import io.vertx.core.eventbus.ReplyException;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs a trouble once when it begins and once when it ends. For one thread.
 *
 * <p>Failures caused by an unavailable store are logged at debug level, for the store's trouble is
 * reported already.
 */
public final class OutageLogger {
  private final Logger log;
  private final String beginning;
  private final String end;
  private boolean active;
  private boolean logged;

  /** Creates a logger of a trouble that has not begun. */
  public OutageLogger(Logger log, String beginning, String end) {
    this.log = log;
    this.beginning = beginning;
    this.end = end;
  }

  /** Checks whether the fault is reported elsewhere: the store is unavailable. */
  public static boolean isReported(Throwable fault) {
    return fault instanceof StoreUnavailableException
        || (fault instanceof ReplyException reply && reply.failureCode() == Bus.STORE_UNAVAILABLE);
  }

  /** Reports a failure; logs only the first of a series. */
  public void failed(Throwable fault) {
    boolean known = isReported(fault);
    if (!active || (!logged && !known)) {
      logged |= !known;
      log.atLevel(known ? Level.DEBUG : Level.WARN).log("{}: {}", beginning, fault.getMessage());
    }
    active = true;
  }

  /** Reports a success; logs the end of a series. */
  public void recovered() {
    if (active) {
      log.atLevel(logged ? Level.INFO : Level.DEBUG).log(end);
      active = false;
      logged = false;
    }
  }
}
