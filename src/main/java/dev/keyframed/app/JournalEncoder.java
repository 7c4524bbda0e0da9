package dev.keyframed.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Prefixes each log line with its priority for the journal, which removes the prefix
 * (sd-daemon(3)).
 *
 * <p>Lines without a prefix, such as the rest of a stack trace, would count as informational.
 */
final class JournalEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> lines;

  /** Creates an encoder that prefixes the lines of another one, which must be started. */
  JournalEncoder(Encoder<ILoggingEvent> lines) {
    this.lines = lines;
  }

  /**
   * Returns whether the output is connected to the journal.
   *
   * <p>{@code $JOURNAL_STREAM} alone is not enough: it stays set when the output is redirected
   * (systemd.exec(5)).
   *
   * @param output the path of the output, such as {@code /proc/self/fd/1}
   */
  static boolean isJournal(Map<String, String> environment, Path output) {
    String stream = environment.get("JOURNAL_STREAM");
    if (stream == null) {
      return false;
    }
    try {
      Map<String, Object> file = Files.readAttributes(output, "unix:dev,ino");
      return stream.equals(file.get("dev") + ":" + file.get("ino"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String prefix = "<" + priority(event) + ">";
    String text = new String(lines.encode(event), StandardCharsets.UTF_8);
    return (prefix + text.stripTrailing().replace("\n", "\n" + prefix) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the syslog priority: error, warning, informational or debug. */
  private static int priority(ILoggingEvent event) {
    return switch (event.getLevel().levelStr) {
      case "ERROR" -> 3;
      case "WARN" -> 4;
      case "INFO" -> 6;
      default -> 7;
    };
  }

  @Override
  public byte[] headerBytes() {
    return null;
  }

  @Override
  public byte[] footerBytes() {
    return null;
  }
}
