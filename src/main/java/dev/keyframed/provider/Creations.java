package dev.keyframed.provider;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.ProviderId;
import dev.keyframed.port.Provider.Creation;
import java.util.Locale;
import java.util.Optional;

/** Reads the answer to a creation (src/docs/provider-api.md). Pure. */
final class Creations {
  private Creations() {}

  /** Returns the outcome of the creation. */
  static Creation of(Answer answer) {
    boolean unrefused = answer.isOk() && answer.code().orElse(0) == 0;
    String taskId = unrefused ? ProviderId.read(answer.value("task_id")) : "";
    if (!taskId.isEmpty()) {
      return new Creation.Created(taskId, answer.traceId());
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
  static Creation unreadable(int status) {
    return new Creation.Unreadable(
        "the answer to a creation, HTTP " + status + ", has no readable task_id");
  }

  /**
   * Returns the outcome of an answer that could not be processed because of our own fault. A
   * success may then stand for a task.
   */
  static Creation misread(int status, Throwable fault) {
    return status / 100 == 2 ? unreadable(status) : silent(fault);
  }

  /** Returns the outcome of a creation without an answer. */
  static Creation silent(Throwable fault) {
    return new Creation.Lost("no answer: " + Wording.of(fault), Cause.UNREACHABLE);
  }

  /** Returns the outcome of a request that was certainly never written. */
  static Creation notSent(Throwable fault) {
    return new Creation.Refused(Refusal.NOT_SENT, null, 0, "not sent: " + Wording.of(fault), null);
  }

  /**
   * Reads an answer by its HTTP status. Only a 4xx shows that there is no task. Other answers of a
   * gateway may hide a task that was made. 408 is a time-out by another name.
   */
  private static Creation ofStatus(Answer answer) {
    return switch (answer.status()) {
      case 401, 403 -> held(Hold.KEY, answer);
      case 402 -> held(Hold.BALANCE, answer);
      // Another service has answered: no fault of the job, so it is kept.
      case 404, 405 -> held(Hold.WRONG_ENDPOINT, answer);
      case 422 -> refused(Refusal.CONTENT, answer);
      case 429 -> refused(Refusal.THROTTLED, answer);
      default ->
          answer.status() / 100 == 4 && answer.status() != 408
              ? refused(Refusal.PARAMETERS, answer)
              : new Creation.Lost(answer.complaint(), Cause.FAILING);
    };
  }

  private static Creation ofName(Answer answer, Codes name) {
    return switch (name.onCreate()) {
      case THROTTLED -> refused(Refusal.THROTTLED, answer);
      case ACCOUNT -> held(name.hold(), answer);
      case CONTENT -> refused(Refusal.CONTENT, answer);
      case PARAMETERS ->
          refused(isCallbackCheck(answer) ? Refusal.CALLBACK_CHECK : Refusal.PARAMETERS, answer);
      case LOST -> new Creation.Lost(answer.complaint(), Cause.FAILING);
      case PASSING -> faulted(true, answer);
      case UNHEARD_OF -> faulted(false, answer);
    };
  }

  /** Checks for a failed callback check, the one case that the code alone does not show. */
  private static boolean isCallbackCheck(Answer answer) {
    return answer.words().toLowerCase(Locale.ROOT).contains("fail to check callback url");
  }

  private static Creation held(Hold why, Answer answer) {
    String message =
        why == Hold.WRONG_ENDPOINT
            ? answer.complaint()
                + ", to a creation: correct provider.base_url, it is not the provider's"
            : answer.complaint();
    return new Creation.Refused(Refusal.ACCOUNT, why, answer.error(), message, answer.traceId());
  }

  private static Creation refused(Refusal why, Answer answer) {
    return new Creation.Refused(why, null, answer.error(), answer.complaint(), answer.traceId());
  }

  private static Creation faulted(boolean passing, Answer answer) {
    return new Creation.Faulted(passing, answer.error(), answer.complaint(), answer.traceId());
  }
}
