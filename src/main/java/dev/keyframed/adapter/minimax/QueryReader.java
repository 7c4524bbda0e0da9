package dev.keyframed.adapter.minimax;

import dev.keyframed.job.Finding;
import dev.keyframed.job.ProviderId;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;

/** Reads the answer to a query (src/docs/provider-api.md). Pure. */
final class QueryReader {
  private QueryReader() {}

  /** Returns the result of the query for that task. */
  static QueryResult of(ApiResponse answer, String taskId) {
    if (isForeign(answer, taskId)) {
      return nothing(ServiceFaults.foreign("task"));
    }
    if (!answer.isWell()) {
      return answer
          .named()
          .map(name -> ofName(answer, name))
          .orElseGet(() -> nothing(ServiceFaults.ofStatus(answer)));
    }
    StatusWord status = status(answer);
    if (status == StatusWord.NONE && !answer.isReadable()) {
      return nothing(ServiceFaults.unreadable());
    }
    return new QueryResult(ofStatus(answer, status), null);
  }

  /** Checks whether the answer is about another task than the requested one. */
  static boolean isForeign(ApiResponse answer, String taskId) {
    return ServiceFaults.isForeign(answer.value("task_id"), taskId);
  }

  /** Checks whether the task's status is an undocumented word. */
  static boolean isUndocumented(ApiResponse answer) {
    return status(answer) == StatusWord.OTHER;
  }

  /** Returns the result of a query that showed nothing about the task. */
  static QueryResult nothing(ServiceTrouble trouble) {
    return new QueryResult(new Finding.NoAnswer(), trouble);
  }

  private static Finding ofStatus(ApiResponse answer, StatusWord status) {
    return switch (status) {
      case SUCCEEDED -> succeeded(answer);
      case FAILED ->
          new Finding.GenerationFailed(
              false, 0, "the task failed, the provider gave no reason", answer.traceId());
      case RUNNING, OTHER -> new Finding.Running();
      case NONE -> new Finding.TaskUnknown(0, "the answer names no status");
    };
  }

  private static Finding succeeded(ApiResponse answer) {
    String fileId = ProviderId.read(answer.value("file_id"));
    // Without its file it is not a success yet.
    return fileId.isEmpty()
        ? new Finding.Running()
        : new Finding.Succeeded(
            fileId, answer.number("video_width"), answer.number("video_height"));
  }

  private static QueryResult ofName(ApiResponse answer, Codes name) {
    if (!answer.isOk() && name.elsewhere() == Codes.Elsewhere.ENDED) {
      // This is a gateway's answer to the query; only the API itself reports that a task has ended.
      return nothing(ServiceFaults.ofStatus(answer));
    }
    return switch (name.elsewhere()) {
      case ENDED -> {
        boolean content = name == Codes.INPUT;
        yield new QueryResult(
            new Finding.GenerationFailed(
                content, answer.error(), answer.complaint(), answer.traceId()),
            null);
      }
      case UNKNOWN_ID ->
          new QueryResult(new Finding.TaskUnknown(answer.error(), answer.complaint()), null);
      // The error concerns the query, whatever the task's status beside it.
      case PASSING, THROTTLED, ACCOUNT -> nothing(ServiceFaults.ofName(answer, name));
    };
  }

  private static StatusWord status(ApiResponse answer) {
    return StatusWord.of(answer.text("status"));
  }
}
