package dev.keyframed.provider;

import dev.keyframed.job.Event.Refusal;
import dev.keyframed.port.Provider.Creation;
import java.util.Locale;

/** Reads the answer to a creation (provider-api: create; codes, on create). Pure. */
final class Creations {
  private static final int REQUEST_TIMED_OUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private Creations() {}

  /** What became of the creation. */
  static Creation of(Answer answer) {
    if (!answer.isOk()) {
      return ofStatus(answer);
    }
    int code = answer.code().orElse(0);
    return code == 0 ? ofTask(answer) : ofCode(answer, code);
  }

  private static Creation ofTask(Answer answer) {
    String taskId = answer.id("task_id");
    return taskId.isEmpty()
        ? new Creation.Lost("an answer without a task id")
        : new Creation.Created(taskId, answer.traceId());
  }

  /**
   * Only a 4xx says that there is no task; a gateway's other answers may stand before a task that
   * was made. 408 is a time-out by another name.
   */
  private static Creation ofStatus(Answer answer) {
    int status = answer.status();
    if (status / 100 != 4 || status == REQUEST_TIMED_OUT) {
      return new Creation.Lost(answer.complaint());
    }
    if (status == 401 || status == 403) {
      return refused(Refusal.ACCOUNT, answer);
    }
    if (status == 404 || status == 405) { // another service: no fault of the job, so it is kept
      return new Creation.Refused(
          Refusal.ACCOUNT,
          status,
          "HTTP " + status + " to a creation: provider.base_url is not the provider's",
          answer.traceId());
    }
    return refused(status == TOO_MANY_REQUESTS ? Refusal.THROTTLED : Refusal.PARAMETERS, answer);
  }

  private static Creation ofCode(Answer answer, int code) {
    return switch (Codes.of(code).onCreate()) {
      case THROTTLED -> refused(Refusal.THROTTLED, answer);
      case ACCOUNT -> refused(Refusal.ACCOUNT, answer);
      case CONTENT -> refused(Refusal.CONTENT, answer);
      case PARAMETERS ->
          refused(isCallbackCheck(answer) ? Refusal.CALLBACK_CHECK : Refusal.PARAMETERS, answer);
      case LOST -> new Creation.Lost(answer.complaint());
      case PASSING -> faulted(true, answer);
      case UNHEARD_OF -> faulted(false, answer);
    };
  }

  /** The one case that its code alone does not tell. */
  private static boolean isCallbackCheck(Answer answer) {
    return answer.words().toLowerCase(Locale.ROOT).contains("fail to check callback url");
  }

  private static Creation refused(Refusal why, Answer answer) {
    return new Creation.Refused(why, answer.error(), answer.complaint(), answer.traceId());
  }

  private static Creation faulted(boolean passing, Answer answer) {
    return new Creation.Faulted(passing, answer.error(), answer.complaint(), answer.traceId());
  }
}
