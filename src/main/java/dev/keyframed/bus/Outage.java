package dev.keyframed.bus;

import org.slf4j.Logger;

/** A trouble that is logged once when it begins and once when it ends. For one thread. */
public final class Outage {
  private final Logger log;
  private final String beginning;
  private final String end;
  private boolean on;

  /** Not on yet. */
  public Outage(Logger log, String beginning, String end) {
    this.log = log;
    this.beginning = beginning;
    this.end = end;
  }

  /** It is on, perhaps still. */
  public void met(Throwable fault) {
    if (!on) {
      on = true;
      log.warn("{}: {}", beginning, fault.getMessage());
    }
  }

  /** It is not on, perhaps for long. */
  public void over() {
    if (on) {
      on = false;
      log.info(end);
    }
  }
}
