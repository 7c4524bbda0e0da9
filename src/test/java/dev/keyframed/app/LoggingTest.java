package dev.keyframed.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.keyframed.config.Configuration.LogFormat;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Tests how each log format shows texts of others. */
class LoggingTest {
  private static final String FORGED =
      "x\n2026-01-01T00:00:00Z ERROR job: \u001b[31mpaid twice\u009b0m\u202e\u2028<3>y";
  private static final String UNSEEN = "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u202e]";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @ParameterizedTest
  @CsvSource({"TEXT,false", "TEXT,true", "JSON,false", "JSON,true"})
  void log_message_with_breaks_and_colours_is_one_plain_line(LogFormat format, boolean journal) {
    String lines = encoded(format, journal, event("job {}: gone", FORGED));

    assertThat(lines.lines()).hasSize(1);
    assertThat(lines).doesNotContainPattern(UNSEEN).contains("x 2026").contains("u001b[31m");
  }

  @ParameterizedTest
  @CsvSource({"TEXT,false", "TEXT,true", "JSON,false", "JSON,true"})
  void log_value_with_breaks_and_colours_is_one_plain_line(LogFormat format, boolean journal) {
    LoggingEvent event = event("download failed", "");
    event.setKeyValuePairs(List.of(new KeyValuePair("why", FORGED + "\" level=\"ERROR")));

    String lines = encoded(format, journal, event);

    assertThat(lines.lines()).hasSize(1);
    assertThat(lines).doesNotContainPattern(UNSEEN).doesNotContain("\" level=\"");
  }

  @ParameterizedTest
  @CsvSource({"TEXT,false", "TEXT,true", "JSON,false", "JSON,true"})
  void logged_exception_cannot_start_a_line_with_foreign_text(LogFormat format, boolean journal) {
    LoggingEvent event =
        new LoggingEvent(
            "x",
            context.getLogger("some.Library"),
            Level.WARN,
            "it broke",
            new IllegalStateException(FORGED, new RuntimeException(FORGED)),
            null);

    String lines = encoded(format, journal, event);

    assertThat(lines.lines()).noneMatch(line -> line.matches("(<\\d>)?(2026-01-01|<3>y).*"));
    assertThat(lines.replace("\t", "")).doesNotContainPattern(UNSEEN);
  }

  @Test
  void text_log_omits_values_in_the_message_while_json_log_has_all_fields() {
    LoggingEvent event = event("job {}: queued -> failed", "j-1");
    event.setKeyValuePairs(
        List.of(new KeyValuePair("job", "j-1"), new KeyValuePair("path", "/videos/a")));

    assertThat(encoded(LogFormat.TEXT, false, event))
        .endsWith(" WARN  Library: job j-1: queued -> failed path=\"/videos/a\"\n");
    assertThat(new JsonObject(encoded(LogFormat.JSON, false, event)).getJsonArray("kvpList"))
        .containsExactly(
            new JsonObject().put("job", "j-1"), new JsonObject().put("path", "/videos/a"));
  }

  @Test
  void endless_log_message_is_cut() {
    assertThat(encoded(LogFormat.TEXT, true, event("{}", "x".repeat(1_000_000))))
        .hasSizeLessThan(5000);
  }

  private LoggingEvent event(String message, String argument) {
    return new LoggingEvent(
        "x", context.getLogger("some.Library"), Level.WARN, message, null, new Object[] {argument});
  }

  private String encoded(LogFormat format, boolean journal, LoggingEvent event) {
    return new String(
        Logging.encoder(format, journal, context).encode(event), StandardCharsets.UTF_8);
  }
}
