package dev.keyframed.cli;

import dev.keyframed.support.text.PlainLine;
import io.vertx.core.json.JsonObject;

/**
 * Reads and writes a result, and keeps its {@code metadata} exactly as the producer wrote it.
 *
 * <p>If numbers were parsed and encoded again, {@code 1.0} and {@code 1e3} would change.
 */
final class ResultText {
  /** Precedes the metadata; outside of strings a result has no other field of this name. */
  private static final String METADATA = ",\"metadata\":";

  /** Names the field that keeps the metadata as text; no result has such a field. */
  private static final String AS_WRITTEN = "metadata as written";

  private ResultText() {}

  /** Parses a result; {@link #encode} restores its metadata as written. */
  static JsonObject read(String text) {
    JsonObject result = new JsonObject(text);
    int at = text.indexOf(METADATA);
    return at < 0
        ? result
        : result.put(AS_WRITTEN, text.substring(at + METADATA.length(), text.length() - 1));
  }

  /** Returns a copy without the field that only {@link #encode} needs. */
  static JsonObject shown(JsonObject result) {
    JsonObject shown = result.copy();
    shown.remove(AS_WRITTEN);
    return shown;
  }

  /** Returns the result as one line of JSON without characters that a terminal would interpret. */
  static String encode(JsonObject result) {
    JsonObject rest = shown(result);
    String metadata = result.getString(AS_WRITTEN);
    if (metadata == null) {
      return TextFormat.json(rest);
    }
    rest.remove("metadata");
    String text = rest.encode();
    return PlainLine.json(text.substring(0, text.length() - 1) + METADATA + metadata + "}");
  }
}
