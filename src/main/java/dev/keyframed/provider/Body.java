package dev.keyframed.provider;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Reads the body of an answer. None is asked for in another encoding than its own, but some servers
 * compress all the same.
 */
final class Body {
  /** For an answer as it is sent, and again for what it comes to. */
  static final int LIMIT = 1 << 20;

  private Body() {}

  /**
   * The object of that body; null where it is none, is encoded in an unknown way or comes to too
   * much.
   *
   * @param encoding its {@code Content-Encoding}, or null
   */
  static JsonObject object(String encoding, Buffer body) {
    try {
      return decoded(encoding, body).map(JsonObject::new).orElse(null);
    } catch (DecodeException | ClassCastException notAnObject) {
      return null;
    }
  }

  private static Optional<Buffer> decoded(String encoding, Buffer body) {
    if (body == null) {
      return Optional.empty();
    }
    String names = encoding == null ? "" : encoding.toLowerCase(Locale.ROOT);
    List<String> codings =
        Arrays.stream(names.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !name.equals("identity"))
            .toList();
    if (codings.isEmpty()) {
      return Optional.of(body);
    }
    return codings.size() > 1 ? Optional.empty() : inflated(codings.get(0), body);
  }

  private static Optional<Buffer> inflated(String coding, Buffer body) {
    InputStream raw = new ByteArrayInputStream(body.getBytes());
    try (InputStream in =
        switch (coding) {
          case "gzip", "x-gzip" -> new GZIPInputStream(raw);
          case "deflate" -> new InflaterInputStream(raw);
          default -> throw new IOException("an unknown encoding");
        }) {
      byte[] plain = in.readNBytes(LIMIT + 1);
      return plain.length > LIMIT ? Optional.empty() : Optional.of(Buffer.buffer(plain));
    } catch (IOException | StackOverflowError broken) { // the latter by thousands of empty members
      return Optional.empty();
    }
  }
}
