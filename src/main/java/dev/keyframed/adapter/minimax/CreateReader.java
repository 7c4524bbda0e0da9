package dev.keyframed.adapter.minimax;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.ProviderId;
import java.util.Locale;
import java.util.Optional;

/** Reads the answer to a creation (src/docs/provider-api.md). Pure. */
final class CreateReader {
  private CreateReader() {}

  /** Returns the outcome of the creation. */
  static CreateResult of(ApiResponse answer) {
    boolean unrefused = answer.isOk() && answer.code().orElse(0) == 0;
    String taskId = unrefused ? ProviderId.read(answer.value("task_id")) : "";
    if (!taskId.isEmpty()) {
      return new CreateResult.Created(taskId, answer.traceId());
    }
    if (answer.isWell()) {
      return unreadable(answer.status());
    }
    Optional<Codes> name = answer.named();
    if (name.isPresent()) {
      return ofName(answer, name.get());
    }
    return answer.isOk() ? faulted(false, answer) : ofStatus(answer);
  }

  /** Returns the outcome of a success that names no task: there may be one. */
  static CreateResult unreadable(int status) {
    return new CreateResult.AnswerUnreadable(
        "the answer to a creation, HTTP " + status + ", has no readable task_id");
  }

  /**
   * Returns the outcome of an answer that could not be processed because of our own fault. A
   * success may then stand for a task.
   */
  static CreateResult misread(int status, Throwable fault) {
    return status / 100 == 2 ? unreadable(status) : silent(fault);
  }

  /** Returns the outcome of a creation without an answer. */
  static CreateResult silent(Throwable fault) {
    return new CreateResult.AnswerLost("no answer: " + Wording.of(fault), Cause.UNREACHABLE);
  }

  /** Returns the outcome of a request that was certainly never written. */
  static CreateResult notSent(Throwable fault) {
    return new CreateResult.Refused(
        Refusal.NOT_SENT, null, 0, "not sent: " + Wording.of(fault), null);
  }

  /**
   * Reads an answer by its HTTP status. Only a 4xx shows that there is no task. Other answers of a
   * gateway may hide a task that was made. 408 is a time-out by another name.
   */
  private static CreateResult ofStatus(ApiResponse answer) {
    return switch (answer.status()) {
      case 401, 403 -> held(HoldReason.KEY, answer);
      case 402 -> held(HoldReason.BALANCE, answer);
      // Another service has answered: no fault of the job, so it is kept.
      case 404, 405 -> held(HoldReason.WRONG_ENDPOINT, answer);
      case 422 -> refused(Refusal.CONTENT, answer);
      case 429 -> refused(Refusal.THROTTLED, answer);
      default ->
          answer.status() / 100 == 4 && answer.status() != 408
              ? refused(Refusal.PARAMETERS, answer)
              : new CreateResult.AnswerLost(answer.complaint(), Cause.FAILING);
    };
  }

  private static CreateResult ofName(ApiResponse answer, Codes name) {
    return switch (name.onCreate()) {
      case THROTTLED -> refused(Refusal.THROTTLED, answer);
      case ACCOUNT -> held(name.hold(), answer);
      case CONTENT -> refused(Refusal.CONTENT, answer);
      case PARAMETERS ->
          refused(isCallbackCheck(answer) ? Refusal.CALLBACK_CHECK : Refusal.PARAMETERS, answer);
      case LOST -> new CreateResult.AnswerLost(answer.complaint(), Cause.FAILING);
      case PASSING -> faulted(true, answer);
      case UNKNOWN_CODE -> faulted(false, answer);
    };
  }

  /** Checks for a failed callback check, the one case that the code alone does not show. */
  private static boolean isCallbackCheck(ApiResponse answer) {
    return answer.words().toLowerCase(Locale.ROOT).contains("fail to check callback url");
  }

  private static CreateResult held(HoldReason reason, ApiResponse answer) {
    String message =
        reason == HoldReason.WRONG_ENDPOINT
            ? answer.complaint()
                + ", to a creation: correct provider.base_url, it is not the provider's"
            : answer.complaint();
    return new CreateResult.Refused(
        Refusal.ACCOUNT, reason, answer.error(), message, answer.traceId());
  }

  private static CreateResult refused(Refusal refusal, ApiResponse answer) {
    return new CreateResult.Refused(
        refusal, null, answer.error(), answer.complaint(), answer.traceId());
  }

  private static CreateResult faulted(boolean passing, ApiResponse answer) {
    return new CreateResult.Faulted(passing, answer.error(), answer.complaint(), answer.traceId());
  }
}
