package dev.keyframed.provider;

import dev.keyframed.job.ProviderId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of the provider, as far as it can be read. Immutable; lenient where public captures
 * differ: a code may be a number or a string, an error stand in {@code base_resp} or in {@code
 * error}.
 */
final class Answer {
  /** As in {@code insufficient balance (1008)}. */
  private static final Pattern CODE_AT_END = Pattern.compile("[(\uff08](\\d{4})[)\uff09]\\s*$");

  private static final int LONGEST_NUMBER = 32;

  private final String host;
  private final int status;
  private final String traceId;
  private final JsonObject body;
  private final List<String> hidden;

  private Answer(String host, int status, String traceId, JsonObject body, List<String> hidden) {
    this.host = host;
    this.status = status;
    this.traceId = traceId;
    this.body = body == null ? new JsonObject() : body;
    this.hidden = hidden;
  }

  /**
   * Reads an answer of any status.
   *
   * @param host who has answered
   * @param traceId its {@code Trace-Id}, or null
   * @param encoding its {@code Content-Encoding}, or null
   * @param body anything; what is not a JSON object is unreadable
   * @param hidden secrets of the request, which no message may repeat
   */
  static Answer of(
      String host, int status, String traceId, String encoding, Buffer body, List<String> hidden) {
    String trace = traceId == null ? null : ProviderId.trace(Wording.of(traceId, hidden));
    return new Answer(host, status, trace, Body.object(encoding, body), hidden);
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

  /** The code of {@code base_resp}; empty where there is none. */
  OptionalInt code() {
    return whole(in(body, "base_resp").getValue("status_code"));
  }

  /**
   * What the answer says is wrong, whatever its status: by the code of {@code base_resp}, the one
   * at the end of the error's message, the error's own, or its type. Empty where nothing is, or
   * what is cannot be told by name.
   */
  Optional<Codes> named() {
    int code = namedCode();
    Codes byCode = code == 0 ? Codes.OTHER : Codes.of(code);
    if (byCode != Codes.OTHER) {
      return Optional.of(byCode);
    }
    return Codes.ofType(error("type")).or(() -> Codes.ofType(error("code")));
  }

  /** Whether it is the API that speaks, and not some gateway. */
  boolean isReadable() {
    return code().isPresent() || named().isPresent();
  }

  /** Whether nothing is wrong: {@code base_resp} says so, or nothing says otherwise. */
  boolean isWell() {
    OptionalInt code = code();
    return isOk() && (code.isPresent() ? code.getAsInt() == 0 : named().isEmpty());
  }

  /** The number by which the error is counted and told; 0 where there is none. */
  int error() {
    int code = namedCode();
    boolean known = code != 0 && Codes.of(code) != Codes.OTHER;
    return known || (isOk() && code != 0) ? code : isOk() ? 0 : status;
  }

  private int namedCode() {
    int code = code().orElse(0);
    if (code != 0) {
      return code;
    }
    Matcher end = CODE_AT_END.matcher(error("message"));
    return end.find()
        ? Integer.parseInt(end.group(1))
        : whole(in(body, "error").getValue("code")).orElse(0);
  }

  private String error(String field) {
    Object error = body.getValue("error");
    boolean bare = error instanceof String && field.equals("message");
    return bare ? (String) error : text(in(body, "error"), field);
  }

  /** The provider's own words, short, on one line, and without our secrets; perhaps empty. */
  String words() {
    String said = text(in(body, "base_resp"), "status_msg");
    String more = said.isEmpty() ? error("message") : said;
    return Wording.of(more.isEmpty() ? error("type") : more, hidden);
  }

  /** What went wrong, for people. */
  String complaint() {
    String words = words();
    String what = isOk() ? "code " + error() : "HTTP " + status;
    String whole = words.isEmpty() && !isOk() ? what : what + ": " + words;
    Codes name = named().orElse(Codes.OTHER);
    boolean unnamedKey = name == Codes.OTHER && (status == 401 || status == 403);
    return name == Codes.KEY || unnamedKey
        ? "the key was refused by "
            + host
            + " ("
            + whole
            + "); a key works on its own region's host only: provider.base_url"
        : whole;
  }

  /** A field as text; empty where it is missing or neither text nor a number. */
  String text(String field) {
    return text(body, field);
  }

  /** A field of an object in the answer, as text. */
  String text(String object, String field) {
    return text(in(body, object), field);
  }

  /** A field as it was read; null where it is missing. */
  Object value(String field) {
    return body.getValue(field);
  }

  /** A field of an object in the answer, as it was read. */
  Object value(String object, String field) {
    return in(body, object).getValue(field);
  }

  /** A number; 0 where it is missing. */
  int number(String field) {
    return whole(body.getValue(field)).orElse(0);
  }

  private static JsonObject in(JsonObject object, String field) {
    return object.getValue(field) instanceof JsonObject inner ? inner : new JsonObject();
  }

  private static String text(JsonObject object, String field) {
    Object value = object.getValue(field);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  /**
   * A whole number, however it is written; what is larger than one of 32 bits is none, rather than
   * its remainder.
   */
  private static OptionalInt whole(Object value) {
    boolean scalar = value instanceof String || value instanceof Number;
    String text = scalar ? value.toString().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(new BigDecimal(text).intValueExact());
    } catch (ArithmeticException | NumberFormatException notOne) {
      return OptionalInt.empty();
    }
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Answer[HTTP " + status + "]";
  }
}
