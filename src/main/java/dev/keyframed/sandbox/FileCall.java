package dev.keyframed.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Answers where a video can be downloaded (src/docs/provider-api.md).
 *
 * <p>Each answer has a new URL, valid from now on.
 */
final class FileCall {
  private final ApiContext service;
  private final UnaryOperator<String> signedUrl;

  /**
   * Creates the handler.
   *
   * @param signedUrl returns the download URL of a file id
   */
  FileCall(ApiContext service, UnaryOperator<String> signedUrl) {
    this.service = service;
    this.signedUrl = signedUrl;
  }

  void handle(HttpServerRequest request) {
    BaseResp admission = service.account().admits(request.getHeader("Authorization"));
    Optional<Task> task =
        Optional.ofNullable(request.getParam("file_id"))
            .flatMap(service.tasks()::byFileId)
            .filter(found -> service.tasks().status(found) == TaskStatus.SUCCESS);
    if (admission.code() != 0) service.answers().refuse(request, admission);
    else if (task.isEmpty())
      service.answers().refuse(request, BaseResp.invalid("file_id does not exist"));
    else answer(request, task.get());
  }

  private void answer(HttpServerRequest request, Task task) {
    Optional<PlannedFault> play = service.faults().at(Fault.Point.FILE, task.order().subject());
    JsonObject file =
        new JsonObject()
            .put("file_id", Long.parseLong(task.fileId()))
            .put("bytes", 0)
            .put("created_at", task.endsAt().getEpochSecond())
            .put("filename", "output.mp4")
            .put("purpose", "video_generation");
    Optional<Fault> fault = play.map(PlannedFault::fault);
    if (fault.equals(Optional.of(Fault.FILE_BACKUP_ONLY)))
      file.put("backup_download_url", signedUrl.apply(task.fileId()));
    else if (!fault.equals(Optional.of(Fault.FILE_NO_URL)))
      file.put("download_url", signedUrl.apply(task.fileId()));
    if (fault.equals(Optional.of(Fault.FILE_UNKNOWN_ID))) {
      service.answers().refuse(request, BaseResp.invalid("file_id does not exist"));
      return;
    }
    if (fault.equals(Optional.of(Fault.FILE_FOREIGN)))
      file.put("file_id", Long.parseLong(QueryCall.FOREIGN));
    JsonObject body = new JsonObject().put("file", file).put("base_resp", BaseResp.SUCCESS.json());
    service.answers().send(request, body, play);
  }
}
