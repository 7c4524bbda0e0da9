package dev.keyframed.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells the journal how bad each line is, by the prefix that it takes off again (sd-daemon(3)). A
 * line that came without would count as informational, the rest of a stack trace too.
 */
final class JournalEncoder extends EncoderBase<ILoggingEvent> {
  private final Encoder<ILoggingEvent> lines;

  /** Of the lines that another encoder makes, which is started. */
  JournalEncoder(Encoder<ILoggingEvent> lines) {
    this.lines = lines;
  }

  /**
   * Whether the output is the journal's. {@code $JOURNAL_STREAM} alone does not tell: it stays when
   * the output is sent elsewhere (systemd.exec(5)).
   *
   * @param output a file's name for it, such as {@code /proc/self/fd/1}
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

  /** As syslog counts: error, warning, informational, debug. */
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
