package dev.keyframed.service.intake;

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
 * Checks the fields of a job against {@code job.schema.json}. Each field has a validator of its
 * own, so that a mistake has the field's name and the text of its {@code must}. Thread-safe.
 */
final class JobSchema {
  private static final String SCHEMA = "job.schema.json";
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("urn:keyframed:job")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Flag);

  private final JsonObject properties;
  private final JsonArray required;
  private final Map<String, Validator> validators = new HashMap<>();
  private final FieldSuggestions spelling;

  /** Reads the schema beside this class. */
  JobSchema() {
    JsonObject schema = load();
    properties = schema.getJsonObject("properties");
    required = schema.getJsonArray("required");
    for (String field : properties.fieldNames()) {
      JsonSchema rule = JsonSchema.of(properties.getJsonObject(field));
      validators.put(field, Validator.create(rule, OPTIONS));
    }
    spelling = new FieldSuggestions(properties.fieldNames());
  }

  /** Notes each field that is unknown, missing or not valid; null counts as missing. */
  void check(Map<String, Object> fields, FieldErrors mistakes) {
    fields.forEach((field, value) -> check(field, value, mistakes));
    for (Object field : required) {
      if (fields.get((String) field) == null) {
        mistakes.add((String) field, "is required");
      }
    }
  }

  /** Returns the rule of a field, in the schema's words. */
  String must(String field) {
    return "must " + properties.getJsonObject(field).getString("must");
  }

  /** Returns the defaults of all fields that have one. */
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

  /** Returns the default of a field, or null if it has none. */
  Object fallback(String field) {
    return properties.getJsonObject(field).getValue("default");
  }

  private void check(String field, Object value, FieldErrors mistakes) {
    Validator validator = validators.get(field);
    if (validator == null) {
      String hint = spelling.nearest(field).map(near -> "; did you mean " + near + "?").orElse("");
      mistakes.add(field, "is not a field of a job" + hint);
    } else if (value != null && !validator.validate(value).getValid()) {
      mistakes.add(field, must(field));
    }
  }

  private static JsonObject load() {
    try (InputStream in = JobSchema.class.getResourceAsStream(SCHEMA)) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + " is not readable", e);
    }
  }
}
