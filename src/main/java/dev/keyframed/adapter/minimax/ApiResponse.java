package dev.keyframed.adapter.minimax;

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
 * Represents an answer of the provider, as far as it is readable. Immutable. Lenient where public
 * captures differ: a code may be a number or a string, an error may be in {@code base_resp} or in
 * {@code error}.
 */
final class ApiResponse {
  /** Matches a code at the end of a message, as in {@code insufficient balance (1008)}. */
  private static final Pattern CODE_AT_END = Pattern.compile("[(\uff08](\\d{4})[)\uff09]\\s*$");

  private static final int LONGEST_NUMBER = 32;

  private final String host;
  private final int status;
  private final String traceId;
  private final JsonObject body;
  private final List<String> hidden;

  private ApiResponse(
      String host, int status, String traceId, JsonObject body, List<String> hidden) {
    this.host = host;
    this.status = status;
    this.traceId = traceId;
    this.body = body == null ? new JsonObject() : body;
    this.hidden = hidden;
  }

  /**
   * Reads an answer of any status.
   *
   * @param host the host that has answered
   * @param traceId its {@code Trace-Id}, or null
   * @param encoding its {@code Content-Encoding}, or null
   * @param body any bytes; a body that is not a JSON object is unreadable
   * @param hidden secrets of the request, which no message may repeat
   */
  static ApiResponse of(
      String host, int status, String traceId, String encoding, Buffer body, List<String> hidden) {
    String trace = traceId == null ? null : ProviderId.trace(Wording.of(traceId, hidden));
    return new ApiResponse(host, status, trace, Body.object(encoding, body), hidden);
  }

  /** Returns the HTTP status. */
  int status() {
    return status;
  }

  /** Checks whether the HTTP status is 2xx. */
  boolean isOk() {
    return status / 100 == 2;
  }

  /** Returns the provider's trace id, or null. */
  String traceId() {
    return traceId;
  }

  /** Returns the code of {@code base_resp}, or empty if there is none. */
  OptionalInt code() {
    return whole(in(body, "base_resp").getValue("status_code"));
  }

  /**
   * Names the error of the answer, whatever its status. The sources are the code of {@code
   * base_resp}, the code at the end of the error's message, the error's own code, and its type.
   * Empty if there is no error or it has no known name.
   */
  Optional<Codes> named() {
    int code = namedCode();
    Codes byCode = code == 0 ? Codes.OTHER : Codes.of(code);
    if (byCode != Codes.OTHER) {
      return Optional.of(byCode);
    }
    return Codes.ofType(error("type")).or(() -> Codes.ofType(error("code")));
  }

  /** Checks whether the answer comes from the API and not from a gateway. */
  boolean isReadable() {
    return code().isPresent() || named().isPresent();
  }

  /** Checks whether the answer reports no error, in {@code base_resp} or elsewhere. */
  boolean isWell() {
    OptionalInt code = code();
    return isOk() && (code.isPresent() ? code.getAsInt() == 0 : named().isEmpty());
  }

  /** Returns the number by which the error is counted and reported, or 0 if there is none. */
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

  /**
   * Returns the provider's own message: short, on one line, without our secrets, possibly empty.
   */
  String words() {
    String said = text(in(body, "base_resp"), "status_msg");
    String more = said.isEmpty() ? error("message") : said;
    return Wording.of(more.isEmpty() ? error("type") : more, hidden);
  }

  /** Describes the error for users. */
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
            + "): check the key and provider.base_url, a key works only on its region's host"
        : whole;
  }

  /** Returns a field as text, or an empty text if it is missing or neither text nor a number. */
  String text(String field) {
    return text(body, field);
  }

  /** Returns a field of an object in the answer, as text. */
  String text(String object, String field) {
    return text(in(body, object), field);
  }

  /** Returns a field as it was read, or null if it is missing. */
  Object value(String field) {
    return body.getValue(field);
  }

  /** Returns a field of an object in the answer, as it was read. */
  Object value(String object, String field) {
    return in(body, object).getValue(field);
  }

  /** Returns a whole number, or 0 if it is missing. */
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
   * Reads a whole number in any notation. Empty if it does not fit into 32 bits, rather than its
   * remainder.
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
