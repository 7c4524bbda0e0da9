package dev.keyframed.intake;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What each field of a job may be, by {@code job.schema.json}. One validator a field, so that a
 * mistake is known by its field's name and told in the words of its {@code must}. Thread-safe.
 */
final class JobShape {
  private static final String SCHEMA = "job.schema.json";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("urn:keyframed:job")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Flag);

  private final JsonObject properties;
  private final JsonArray required;
  private final Map<String, Validator> validators = new HashMap<>();
  private final Spelling spelling;

  /** Reads the schema that lies beside this class. */
  JobShape() {
    JsonObject schema = load();
    properties = schema.getJsonObject("properties");
    required = schema.getJsonArray("required");
    for (String field : properties.fieldNames()) {
      JsonSchema rule = JsonSchema.of(properties.getJsonObject(field));
      validators.put(field, Validator.create(rule, OPTIONS));
    }
    spelling = new Spelling(properties.fieldNames());
  }

  /** Notes each field that is unknown, missing, or not what it must be; null counts as missing. */
  void check(Map<String, Object> fields, Mistakes mistakes) {
    fields.forEach((field, value) -> check(field, value, mistakes));
    for (Object field : required) {
      if (fields.get((String) field) == null) {
        mistakes.add((String) field, "is required");
      }
    }
  }

  /** What the field must be, in the schema's words. */
  String must(String field) {
    return "must " + properties.getJsonObject(field).getString("must");
  }

  /** What each field is where a job does not say, as far as it is anything. */
  Map<String, Object> fallbacks() {
    Map<String, Object> fallbacks = new HashMap<>();
    for (String field : properties.fieldNames()) {
      Object fallback = fallback(field);
      if (fallback != null) {
        fallbacks.put(field, fallback);
      }
    }
    return fallbacks;
  }

  /** What the field is where a job does not say; null: nothing. */
  Object fallback(String field) {
    return properties.getJsonObject(field).getValue("default");
  }

  private void check(String field, Object value, Mistakes mistakes) {
    Validator validator = validators.get(field);
    if (validator == null) {
      String hint = spelling.nearest(field).map(near -> "; did you mean " + near + "?").orElse("");
      mistakes.add(field, "is not a field of a job" + hint);
    } else if (value != null && !validator.validate(value).getValid()) {
      mistakes.add(field, must(field));
    }
  }

  private static JsonObject load() {
    try (InputStream in = JobShape.class.getResourceAsStream(SCHEMA)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " cannot be read", e);
    }
  }
}
