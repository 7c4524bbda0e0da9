package dev.keyframed.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Answers queries for the status of a task (src/docs/provider-api.md). */
final class QueryCall {
  /** Names the id of a task, and of a file, of another account. */
  static final String FOREIGN = "999999999999999";

  private final ApiContext service;

  QueryCall(ApiContext service) {
    this.service = service;
  }

  void handle(HttpServerRequest request) {
    BaseResp admission = service.account().admits(request.getHeader("Authorization"));
    Optional<Task> task =
        Optional.ofNullable(request.getParam("task_id")).flatMap(service.tasks()::byId);
    if (admission.code() != 0) service.answers().refuse(request, admission);
    else if (task.isEmpty())
      service.answers().refuse(request, BaseResp.invalid("task_id does not exist"));
    else answer(request, task.get());
  }

  private void answer(HttpServerRequest request, Task task) {
    TaskStatus status = service.tasks().status(task);
    Optional<PlannedFault> play = service.faults().at(Fault.Point.QUERY, task.order().subject());
    if (play.isEmpty()) {
      service.answers().send(request, body(task, status));
      return;
    }
    switch (play.get().fault()) {
      case QUERY_UNKNOWN_ID ->
          service.answers().refuse(request, BaseResp.invalid("task_id does not exist"));
      case QUERY_STATUS_BACK -> service.answers().send(request, body(task, status.before()));
      case QUERY_UNKNOWN_STATUS ->
          service
              .answers()
              .send(request, body(task, TaskStatus.PROCESSING).put("status", "Rendering"));
      case QUERY_EMPTY_STATUS ->
          service.answers().send(request, body(task, TaskStatus.PROCESSING).put("status", ""));
      case QUERY_SUCCESS_WITHOUT_FILE ->
          service
              .answers()
              .send(
                  request,
                  body(task, TaskStatus.PROCESSING).put("status", TaskStatus.SUCCESS.queried));
      case QUERY_FOREIGN_TASK ->
          service
              .answers()
              .send(
                  request,
                  body(task, TaskStatus.SUCCESS).put("task_id", FOREIGN).put("file_id", FOREIGN));
      case QUERY_FILE_ZERO ->
          service
              .answers()
              .send(
                  request,
                  body(task, TaskStatus.PROCESSING)
                      .put("status", TaskStatus.SUCCESS.queried)
                      .put("file_id", 0));
      default -> service.answers().send(request, body(task, status), play);
    }
  }

  private static JsonObject body(Task task, TaskStatus status) {
    boolean done = status == TaskStatus.SUCCESS;
    return new JsonObject()
        .put("task_id", task.id())
        .put("status", status.queried)
        .put("file_id", task.fileIdAt(status))
        .put("video_width", done ? task.order().resolution().width : 0)
        .put("video_height", done ? task.order().resolution().height : 0)
        .put("base_resp", task.verdictAt(status).json());
  }
}
