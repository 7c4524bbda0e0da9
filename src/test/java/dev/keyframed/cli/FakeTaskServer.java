package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** Simulates a provider that knows exactly one task. */
final class FakeTaskServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String taskId;
  private final Path key;
  private final int port;

  FakeTaskServer(String taskId, Path dir) throws Exception {
    this.taskId = taskId;
    key = Files.writeString(dir.resolve("key"), "sandbox-key");
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(5, SECONDS)
            .actualPort();
  }

  private void answer(HttpServerRequest request) {
    String id = request.getParam("task_id");
    asked.add(id);
    boolean known = id.equals(taskId);
    JsonObject word =
        known
            ? new JsonObject().put("status_code", 0).put("status_msg", "success")
            : new JsonObject()
                .put("status_code", 2013)
                .put("status_msg", "invalid params, task_id");
    JsonObject body = new JsonObject().put("base_resp", word);
    if (known) {
      body.put("task_id", id).put("status", "Processing");
    }
    request.response().putHeader("Content-Type", "application/json").end(body.encode());
  }

  /** Returns the arguments of {@code resolve} for a task, with this provider. */
  String[] resolve(String job, String task, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "resolve",
                job,
                "--task-id=" + task,
                "--set=provider.base_url=http://127.0.0.1:" + port,
                "--set=provider.allow_private_addresses=true",
                "--set=provider.api_key_file=" + key));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  /** Returns the ids of the tasks that were queried. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(5, SECONDS);
  }
}
