package dev.keyframed.service.intake;

import static dev.keyframed.port.JobQueue.LONGEST_JOB;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads the JSON text of a job, token by token. The usual {@link JsonObject} does not serve: it
 * refuses strings as long as a frame may be, silently keeps the last of two equal names, and rounds
 * the numbers of metadata.
 */
final class JobParser {
  /** Field that is returned unchanged with the result. */
  static final String METADATA = "metadata";

  private static final int DEEPEST = 64;

  /** Limit of fields that are kept for messages. A job has a dozen. */
  private static final int MOST_FIELDS = 10_000;

  /** Message for limits that no field of a job reaches. The numbers are the parser's. */
  private static final String TOO_MUCH =
      "must not be nested deeper than "
          + DEEPEST
          + " levels, nor have names or numbers of thousands of characters, nor as many fields";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names are the producer's: interned, they would never be freed.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_JOB)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private final Map<String, Object> fields = new HashMap<>();
  private final FieldErrors mistakes;

  /** Field that is being read, or the job as a whole. */
  private String field = "job";

  private boolean whole;
  private String metadata;

  private JobParser(FieldErrors mistakes) {
    this.mistakes = mistakes;
  }

  /** Returns a job without readable text; its mistakes hold the reason. */
  static JobParser none(FieldErrors mistakes) {
    return new JobParser(mistakes);
  }

  /**
   * Reads the fields of that text. An unreadable part is a mistake of its field, or of {@code job}.
   */
  static JobParser read(byte[] text, FieldErrors mistakes) {
    JobParser job = new JobParser(mistakes);
    if (text.length > LONGEST_JOB) {
      mistakes.add("job", tooLong(text.length));
      return job;
    }
    OptionalLong fault = Characters.firstFault(text);
    if (fault.isPresent()) {
      mistakes.add("job", "is not UTF-8 at byte " + (fault.getAsLong() + 1));
      return job;
    }
    job.parse(text);
    return job;
  }

  /** Returns the message for a text of that many bytes, which is too long. */
  static String tooLong(long bytes) {
    return "must be at most %d MB; it has %d MB"
        .formatted(LONGEST_JOB / 1_000_000, (bytes + 999_999) / 1_000_000);
  }

  /**
   * Checks whether the text is one JSON object from beginning to end; otherwise it has no fields.
   */
  boolean isWhole() {
    return whole;
  }

  /**
   * Returns each given field by name: a String, Long, Double, Boolean, JsonArray or JsonObject.
   * Arrays and objects are empty in place of the full ones. A field given as {@code null} is
   * present with null.
   */
  Map<String, Object> fields() {
    return fields;
  }

  /** Returns the metadata as written, without white space between its tokens, or null. */
  String metadata() {
    return metadata;
  }

  private void parse(byte[] text) {
    try (JsonParser parser = JSON.createParser(characters(text))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        mistakes.add("job", "must be a JSON object");
        return;
      }
      readFields(parser, text);
      whole = parser.nextToken() == null;
      if (!whole) {
        mistakes.add("job", "must end with its closing brace");
      }
    } catch (StreamConstraintsException e) {
      mistakes.add(fields.size() < MOST_FIELDS ? field : "job", TOO_MUCH);
    } catch (JsonProcessingException e) {
      // The parser's own message is not used: it quotes the text, and with it possibly the prompt.
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      mistakes.add("job", "is not JSON" + where);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    } finally {
      forgetUnlessWhole();
    }
  }

  /** Decodes the text as UTF-8; no other encoding is guessed. */
  private static Reader characters(byte[] text) {
    return new InputStreamReader(new ByteArrayInputStream(text), UTF_8);
  }

  /** Discards the fields of a broken text, since values before the fault may be incomplete. */
  private void forgetUnlessWhole() {
    if (!whole) {
      fields.clear();
      metadata = null;
    }
  }

  private void readFields(JsonParser parser, byte[] text) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      field = name;
      parser.nextToken();
      if (fields.size() == MOST_FIELDS) {
        throw new StreamConstraintsException("too many fields");
      }
      boolean twice = fields.containsKey(name);
      fields.put(name, value(parser, name, text));
      if (twice) {
        mistakes.add(name, "is given twice");
      }
    }
  }

  private Object value(JsonParser parser, String name, byte[] text) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> whole(name, parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> {
        parser.skipChildren();
        yield new JsonArray();
      }
      case START_OBJECT -> {
        long from = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (name.equals(METADATA)) {
          long to = parser.currentLocation().getCharOffset();
          metadata = Characters.compact(text, from, to);
        }
        yield new JsonObject();
      }
      default -> null;
    };
  }

  /**
   * Checks a text for an unpaired surrogate: an escape can write one, and no encoding can send it.
   */
  private String whole(String name, String text) {
    int half = Characters.firstHalf(text);
    if (half >= 0) {
      mistakes.add(
          name,
          "has an unpaired surrogate, \\u%04x: write both halves of the pair, or the character itself"
              .formatted((int) text.charAt(half)));
    }
    return text;
  }
}
