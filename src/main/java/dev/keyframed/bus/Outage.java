package dev.keyframed.bus;

import dev.keyframed.port.AwayException;
import io.vertx.core.eventbus.ReplyException;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A trouble that is logged once when it begins and once when it ends; what only follows from a
 * store that is away is for debugging, for that is reported already. For one thread.
 */
public final class Outage {
  private final Logger log;
  private final String beginning;
  private final String end;
  private boolean on;
  private boolean told;

  /** Not on yet. */
  public Outage(Logger log, String beginning, String end) {
    this.log = log;
    this.beginning = beginning;
    this.end = end;
  }

  /** Whether others report what is behind that fault: the store is away. */
  public static boolean isReported(Throwable fault) {
    return fault instanceof AwayException
        || (fault instanceof ReplyException reply && reply.failureCode() == Bus.AWAY);
  }

  /** It is on, perhaps still. */
  public void met(Throwable fault) {
    boolean known = isReported(fault);
    if (!on || (!told && !known)) {
      told |= !known;
      log.atLevel(known ? Level.DEBUG : Level.WARN).log("{}: {}", beginning, fault.getMessage());
    }
    on = true;
  }

  /** It is not on, perhaps for long. */
  public void over() {
    if (on) {
      log.atLevel(told ? Level.INFO : Level.DEBUG).log(end);
      on = false;
      told = false;
    }
  }
}
