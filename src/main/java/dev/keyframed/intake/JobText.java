package dev.keyframed.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON text of a job, taken apart. Read token by token and not by the usual {@link JsonObject}:
 * that one refuses strings as long as a frame may be, keeps the last of two equal names without a
 * word, and rounds the numbers of metadata.
 */
final class JobText {
  /** Two frames of 20 MB in Base64, with room for the rest. */
  static final int LONGEST = 60_000_000;

  /** The field that is handed back untouched. */
  static final String METADATA = "metadata";

  private static final int DEEPEST = 64;

  /** Of a job's own fields none needs as much; the numbers are the parser's. */
  private static final String TOO_MUCH =
      "must not nest deeper than "
          + DEEPEST
          + " levels, nor have names or numbers of many thousand characters";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names are the producer's: kept for ever, they would fill the memory.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private final Map<String, Object> fields = new HashMap<>();
  private final Mistakes mistakes;

  /** What is being read: a field, or the job as a whole. */
  private String field = "job";

  private boolean whole;
  private String metadata;

  private JobText(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * The fields of that text; what cannot be read is a mistake of the field, or of {@code job}.
   *
   * @param text or null where the entry has none
   */
  static JobText read(String text, Mistakes mistakes) {
    JobText job = new JobText(mistakes);
    if (text == null) {
      mistakes.add("job", "is missing: the entry has no field of that name");
    } else if (text.length() > LONGEST) {
      mistakes.add("job", "must not be longer than " + LONGEST / 1_000_000 + " MB");
    } else {
      job.read(text);
    }
    return job;
  }

  /** Whether it is one JSON object from beginning to end; otherwise it has no fields. */
  boolean isWhole() {
    return whole;
  }

  /**
   * Each field that is given, by name: a String, Long, Double, Boolean, or an empty JsonArray or
   * JsonObject in the place of a full one. A field given as {@code null} is here with null.
   */
  Map<String, Object> fields() {
    return fields;
  }

  /** The metadata as compact JSON with every digit as written, or null. */
  String metadata() {
    return metadata;
  }

  private void read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        mistakes.add("job", "must be a JSON object");
        return;
      }
      readFields(parser);
      whole = parser.nextToken() == null;
      if (!whole) {
        mistakes.add("job", "must end with its closing brace");
      }
    } catch (StreamConstraintsException e) {
      mistakes.add(field, TOO_MUCH);
    } catch (JsonProcessingException e) {
      // Not the parser's own words: they quote the text, and with it perhaps the prompt.
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

  /** What stands before the fault of a broken text may be half of what was meant. */
  private void forgetUnlessWhole() {
    if (!whole) {
      fields.clear();
      metadata = null;
    }
  }

  private void readFields(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      field = name;
      parser.nextToken();
      boolean twice = fields.containsKey(name);
      fields.put(name, value(parser, name));
      if (twice) {
        mistakes.add(name, "is given twice");
      }
    }
  }

  private Object value(JsonParser parser, String name) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
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
        if (name.equals(METADATA)) {
          metadata = compact(parser);
        } else {
          parser.skipChildren();
        }
        yield new JsonObject();
      }
      default -> null;
    };
  }

  private static String compact(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      copy(parser, generator);
    }
    return text.toString();
  }

  /** Numbers go as text: even the exact way of copying would write {@code 1e3} in another way. */
  private static void copy(JsonParser parser, JsonGenerator out) throws IOException {
    int depth = 0;
    do {
      JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
      if (token.isNumeric()) {
        out.writeNumber(parser.getText());
      } else {
        out.copyCurrentEvent(parser);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0);
  }
}
