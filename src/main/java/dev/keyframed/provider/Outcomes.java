package dev.keyframed.provider;

import dev.keyframed.port.Provider.Creation;
import dev.keyframed.port.Provider.Location;
import dev.keyframed.port.Provider.Report;
import dev.keyframed.port.Provider.Trouble;

/** Names the outcomes by which calls are timed. */
final class Outcomes {
  private static final String OK = "ok";
  private static final String REFUSED = "refused";
  private static final String THROTTLED = "throttled";
  private static final String ERROR = "error";
  private static final String LOST = "lost";
  private static final String NOT_SENT = "not_sent";

  private Outcomes() {}

  static String of(Creation creation) {
    if (creation instanceof Creation.Refused refused) {
      return switch (refused.why()) {
        case NOT_TRIED, NOT_SENT -> NOT_SENT;
        case THROTTLED -> THROTTLED;
        case ACCOUNT, CALLBACK_CHECK, CONTENT, PARAMETERS -> REFUSED;
      };
    }
    if (creation instanceof Creation.Faulted || creation instanceof Creation.Unreadable) {
      return ERROR;
    }
    return creation instanceof Creation.Lost ? LOST : OK;
  }

  static String of(Report report) {
    return of(report.trouble());
  }

  static String of(Location location) {
    if (location instanceof Location.NotNow not) {
      return of(not.trouble());
    }
    return location instanceof Location.Unknown ? ERROR : OK;
  }

  private static String of(Trouble trouble) {
    if (trouble == null) {
      return OK;
    }
    return switch (trouble.kind()) {
      case ACCOUNT -> REFUSED;
      case THROTTLED -> THROTTLED;
      case PASSING -> ERROR;
    };
  }
}
