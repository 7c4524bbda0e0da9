package dev.keyframed.provider;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/**
 * An answer of the provider, as far as it can be read. Immutable; lenient where public captures
 * differ: a code may be a number or a string, an id too.
 */
final class Answer {
  private static final int LONGEST_MESSAGE = 300;
  private static final int LONGEST_ID = 64;

  private final String host;
  private final int status;
  private final String traceId;
  private final JsonObject body;
  private final List<String> hidden;

  private Answer(String host, int status, String traceId, JsonObject body, List<String> hidden) {
    this.host = host;
    this.status = status;
    this.traceId = traceId;
    this.body = body;
    this.hidden = hidden;
  }

  /**
   * Reads an answer.
   *
   * @param host who has answered
   * @param traceId its {@code Trace-Id}, or null
   * @param body anything; what is not a JSON object is unreadable
   * @param hidden secrets of the request, which no message may repeat
   */
  static Answer of(String host, int status, String traceId, Buffer body, List<String> hidden) {
    return new Answer(host, status, traceId, parsed(body), hidden);
  }

  private static JsonObject parsed(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException notAnObject) {
      return null;
    }
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** Whether the HTTP status is 2xx. */
  boolean isOk() {
    return status / 100 == 2;
  }

  /** The provider's trace, or null. */
  String traceId() {
    return traceId;
  }

  /** Whether it is the API that speaks, and not some gateway: a JSON object with a code. */
  boolean isReadable() {
    return body != null && code().isPresent();
  }

  /** The code of {@code base_resp}; empty where there is none. */
  OptionalInt code() {
    Object code = body == null ? null : in(body, "base_resp").getValue("status_code");
    if (code instanceof Number number) {
      return OptionalInt.of(number.intValue());
    }
    try {
      return code instanceof String text
          ? OptionalInt.of(Integer.parseInt(text.strip()))
          : OptionalInt.empty();
    } catch (NumberFormatException notACode) {
      return OptionalInt.empty();
    }
  }

  /** The error to count: the HTTP status if not 2xx, else the code; 0 where it is none. */
  int error() {
    return isOk() ? code().orElse(0) : status;
  }

  /** The provider's own words, short, on one line, and without our secrets; perhaps empty. */
  String words() {
    String words = body == null ? "" : text(in(body, "base_resp"), "status_msg");
    for (String secret : hidden) {
      words = words.replace(secret, "[hidden]");
    }
    words = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE);
  }

  /** What went wrong, for people. */
  String complaint() {
    String what = isOk() ? "code " + error() + ": " + words() : "HTTP " + status;
    boolean key = isOk() ? Codes.of(error()) == Codes.KEY : status == 401 || status == 403;
    return key
        ? "the key was refused by "
            + host
            + " ("
            + what
            + "); a key works on its own region's host only: provider.base_url"
        : what;
  }

  /** A field as text; empty where it is missing or neither text nor a number. */
  String text(String field) {
    return body == null ? "" : text(body, field);
  }

  /** A field of an object in the answer, as text. */
  String text(String object, String field) {
    return body == null ? "" : text(in(body, object), field);
  }

  /** An id; empty where it is missing, or too long to be one. */
  String id(String field) {
    String id = text(field).strip();
    return id.length() <= LONGEST_ID ? id : "";
  }

  /** A number; 0 where it is missing. */
  int number(String field) {
    try {
      return Integer.parseInt(text(field));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static JsonObject in(JsonObject object, String field) {
    return object.getValue(field) instanceof JsonObject inner ? inner : new JsonObject();
  }

  private static String text(JsonObject object, String field) {
    Object value = object.getValue(field);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Answer[HTTP " + status + "]";
  }
}
