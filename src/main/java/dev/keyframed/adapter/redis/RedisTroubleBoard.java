package dev.keyframed.adapter.redis;

import dev.keyframed.port.TroubleBoard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Implements {@link TroubleBoard} as a hash of the namespace, with one field for each node.
 * Thread-safe.
 */
final class RedisTroubleBoard implements TroubleBoard {
  private final Script troubles = Script.alone("troubles");
  private final NamespaceKeys keys;
  private final RedisLink link;
  private final String node;

  RedisTroubleBoard(NamespaceKeys keys, RedisLink link, String node) {
    this.keys = keys;
    this.link = link;
    this.node = node;
  }

  @Override
  public Future<Void> put(List<TroubleNote> notes) {
    JsonArray array = new JsonArray();
    notes.forEach(note -> array.add(json(note)));
    String text = notes.isEmpty() ? "" : array.encode();
    return troubles.run(link, List.of(keys.troubles()), List.of(node, text)).mapEmpty();
  }

  @Override
  public Future<List<TroubleNote>> all() {
    return troubles
        .run(link, List.of(keys.troubles()), List.of("", ""))
        .map(
            nodes -> {
              List<TroubleNote> all = new ArrayList<>();
              for (Response one : nodes) {
                new JsonArray(one.toString()).forEach(each -> all.add(note((JsonObject) each)));
              }
              return all;
            });
  }

  private static JsonObject json(TroubleNote note) {
    return new JsonObject()
        .put("node", note.node())
        .put("with", note.with())
        .put("reason", note.reason())
        .put("message", note.words())
        .put("since", note.since().toString());
  }

  private static TroubleNote note(JsonObject json) {
    return new TroubleNote(
        json.getString("node"),
        json.getString("with"),
        json.getString("reason"),
        json.getString("message"),
        Instant.parse(json.getString("since")));
  }
}
