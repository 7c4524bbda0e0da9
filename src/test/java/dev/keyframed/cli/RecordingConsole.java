package dev.keyframed.cli;

import dev.keyframed.Eventually;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;

/** Collects the output of a command, so that tests can wait for a text. */
final class RecordingConsole extends Writer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final StringWriter printed = new StringWriter();

  @Override
  public synchronized void write(char[] buffer, int offset, int length) {
    printed.write(buffer, offset, length);
  }

  /** Waits until a text was printed; fails after a time-out. */
  void await(String text) throws Exception {
    Eventually.await(
        () -> "printed: " + text + "; only:\n" + text(), PATIENCE, () -> text().contains(text));
  }

  synchronized String text() {
    return printed.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
