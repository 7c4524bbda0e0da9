package dev.keyframed.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalEncoderTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"ERROR,3", "WARN,4", "INFO,6", "DEBUG,7", "TRACE,7"})
  void journal_lines_are_prefixed_with_their_priority(String level, int priority) {
    String lines = encoded(Level.toLevel(level), "one\ntwo");

    assertThat(lines).isEqualTo("<%1$d>one\n<%1$d>two\n".formatted(priority));
  }

  @Test
  void journal_is_recognised_by_device_and_inode() throws Exception {
    Path output = Files.createFile(dir.resolve("output"));
    Path elsewhere = Files.createFile(dir.resolve("elsewhere"));
    Map<String, String> environment = Map.of("JOURNAL_STREAM", stream(output));

    assertThat(JournalEncoder.isJournal(environment, output)).isTrue();
    assertThat(JournalEncoder.isJournal(environment, elsewhere)).isFalse();
    assertThat(JournalEncoder.isJournal(environment, dir.resolve("absent"))).isFalse();
    assertThat(JournalEncoder.isJournal(Map.of(), output)).isFalse();
  }

  private static String stream(Path file) throws IOException {
    return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
  }

  private static String encoded(Level level, String message) {
    LoggerContext context = new LoggerContext();
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%msg%n");
    text.start();
    LoggingEvent event = new LoggingEvent();
    event.setLevel(level);
    event.setMessage(message);
    return new String(new JournalEncoder(text).encode(event), StandardCharsets.UTF_8);
  }
}
