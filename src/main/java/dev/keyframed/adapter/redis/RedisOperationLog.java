package dev.keyframed.adapter.redis;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.port.OperationLog;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements {@link OperationLog} as a short stream of the namespace, with a key for the last entry
 * read. Thread-safe.
 */
final class RedisOperationLog implements OperationLog {
  private static final Logger LOG = LoggerFactory.getLogger(RedisOperationLog.class);
  private static final String KEPT = "1000";
  private static final String AT_ONCE = "100";

  private final Script operations = Script.alone("operations");
  private final List<String> keys;
  private final RedisLink link;

  RedisOperationLog(NamespaceKeys keys, RedisLink link) {
    this.keys = List.of(keys.operations(), keys.operationsTaken());
    this.link = link;
  }

  @Override
  public Future<Void> note(LoggedOperation done) {
    return operations.run(link, keys, List.of(KEPT, json(done).encode())).mapEmpty();
  }

  @Override
  public Future<List<LoggedOperation>> take() {
    return operations
        .run(link, keys, List.of("", AT_ONCE))
        .map(
            notes -> {
              List<LoggedOperation> all = new ArrayList<>();
              notes.forEach(note -> read(note.toString(), all));
              return all;
            });
  }

  /** Adds a note to a list. A note written by another version may be unreadable. */
  private static void read(String note, List<LoggedOperation> all) {
    try {
      all.add(done(new JsonObject(note)));
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "cannot read the note of an operator's command, perhaps of another version: {}", note);
    }
  }

  private static JsonObject json(LoggedOperation done) {
    JsonObject json = new JsonObject().put("operation", done.kind().label()).put("by", done.by());
    JobChange change = done.change();
    if (change == null) {
      return json;
    }
    return json.put("job", change.job().text())
        .put("from", change.from().label())
        .put("to", change.to().label())
        .put("task", change.taskId())
        .put("code", change.code() == null ? null : change.code().label())
        .put("model", change.model())
        .put("resolution", change.resolution())
        .put("spent", change.spent());
  }

  private static LoggedOperation done(JsonObject json) {
    OperationKind kind =
        OperationKind.valueOf(json.getString("operation").toUpperCase(Locale.ROOT));
    String code = json.getString("code");
    JobChange change =
        kind == OperationKind.PAUSE || kind == OperationKind.RESUME
            ? null
            : new JobChange(
                new JobId(json.getString("job")),
                State.of(json.getString("from")),
                State.of(json.getString("to")),
                json.getString("task"),
                code == null ? null : ErrorCode.of(code),
                json.getString("model"),
                json.getString("resolution"),
                json.getLong("spent"));
    return new LoggedOperation(kind, json.getString("by"), change);
  }
}
