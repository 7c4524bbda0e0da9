package dev.keyframed.adapter.minimax;

import dev.keyframed.port.Provider.CreateResult;
import dev.keyframed.port.Provider.FileLocation;
import dev.keyframed.port.Provider.QueryResult;
import dev.keyframed.port.Provider.ServiceTrouble;

/** Names the outcomes by which calls are timed. */
final class RequestOutcomes {
  private static final String OK = "ok";
  private static final String REFUSED = "refused";
  private static final String THROTTLED = "throttled";
  private static final String ERROR = "error";
  private static final String LOST = "lost";
  private static final String NOT_SENT = "not_sent";

  private RequestOutcomes() {}

  static String of(CreateResult creation) {
    if (creation instanceof CreateResult.CreateRefused refused) {
      return switch (refused.refusal()) {
        case NOT_TRIED, NOT_SENT -> NOT_SENT;
        case THROTTLED -> THROTTLED;
        case ACCOUNT, CALLBACK_CHECK, CONTENT, PARAMETERS -> REFUSED;
      };
    }
    if (creation instanceof CreateResult.CreateFaulted
        || creation instanceof CreateResult.CreateUnreadable) {
      return ERROR;
    }
    return creation instanceof CreateResult.CreateLost ? LOST : OK;
  }

  static String of(QueryResult report) {
    return of(report.trouble());
  }

  static String of(FileLocation location) {
    if (location instanceof FileLocation.FileNotNow not) {
      return of(not.trouble());
    }
    return location instanceof FileLocation.FileUnknown ? ERROR : OK;
  }

  private static String of(ServiceTrouble trouble) {
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
