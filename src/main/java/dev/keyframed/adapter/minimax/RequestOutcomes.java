package dev.keyframed.adapter.minimax;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.Provider.FileLocation;

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
    return creation.match(new OfCreation());
  }

  private static final class OfCreation implements CreateResult.CreateResultCases<String> {
    @Override
    public String on(CreateResult.Created created) {
      return OK;
    }

    @Override
    public String on(CreateResult.Refused refused) {
      return switch (refused.refusal()) {
        case NOT_TRIED, LATE_CLAIM, UNREADABLE_INPUT, NOT_SENT -> NOT_SENT;
        case THROTTLED -> THROTTLED;
        case ACCOUNT, CALLBACK_CHECK, CONTENT, PARAMETERS -> REFUSED;
      };
    }

    @Override
    public String on(CreateResult.Faulted faulted) {
      return ERROR;
    }

    @Override
    public String on(CreateResult.AnswerLost lost) {
      return LOST;
    }

    @Override
    public String on(CreateResult.AnswerUnreadable unreadable) {
      return ERROR;
    }
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
