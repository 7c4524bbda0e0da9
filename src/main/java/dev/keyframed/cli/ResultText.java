package dev.keyframed.cli;

import dev.keyframed.text.PlainLine;
import io.vertx.core.json.JsonObject;

/**
 * A result as JSON text whose {@code metadata} is the producer's own to the last digit: read as
 * numbers and written again, {@code 1.0} and {@code 1e3} would come out as others.
 */
final class ResultText {
  /** In a result the only field of that name that is not within a string. */
  private static final String METADATA = ",\"metadata\":";

  /** Not a name that a result has. */
  private static final String AS_WRITTEN = "metadata as written";

  private ResultText() {}

  /** The result, to be looked at; {@link #encode} knows how its metadata was written. */
  static JsonObject read(String text) {
    JsonObject result = new JsonObject(text);
    int at = text.indexOf(METADATA);
    return at < 0
        ? result
        : result.put(AS_WRITTEN, text.substring(at + METADATA.length(), text.length() - 1));
  }

  /** The same without what only {@link #encode} needs. */
  static JsonObject shown(JsonObject result) {
    JsonObject shown = result.copy();
    shown.remove(AS_WRITTEN);
    return shown;
  }

  /** As one line of JSON that a terminal shows as it is. */
  static String encode(JsonObject result) {
    JsonObject rest = shown(result);
    String metadata = result.getString(AS_WRITTEN);
    if (metadata == null) {
      return Shown.json(rest);
    }
    rest.remove("metadata");
    String text = rest.encode();
    return PlainLine.json(text.substring(0, text.length() - 1) + METADATA + metadata + "}");
  }
}
