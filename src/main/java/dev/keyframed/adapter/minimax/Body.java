package dev.keyframed.adapter.minimax;

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
 * Decodes the body of an answer. Every request asks for an unencoded body, but some servers
 * compress all the same.
 */
final class Body {
  /** Limit in bytes of an answer as sent, and again of the decoded body. */
  static final int LIMIT = 1 << 20;

  private Body() {}

  /**
   * Returns the JSON object of that body, or null if it is not readable. That is a body that is not
   * an object, has an unknown encoding or decodes to too many bytes.
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
          default -> throw new IOException("unknown encoding");
        }) {
      byte[] plain = in.readNBytes(LIMIT + 1);
      return plain.length > LIMIT ? Optional.empty() : Optional.of(Buffer.buffer(plain));
    } catch (IOException | StackOverflowError broken) { // the latter by thousands of empty members
      return Optional.empty();
    }
  }
}
