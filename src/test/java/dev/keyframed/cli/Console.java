package dev.keyframed.cli;

import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.TimeUnit;

/** What a command prints, to be waited for. */
final class Console extends Writer {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final StringWriter printed = new StringWriter();

  @Override
  public synchronized void write(char[] buffer, int offset, int length) {
    printed.write(buffer, offset, length);
    notifyAll();
  }

  /** Returns once that has been printed, and fails where it never is. */
  synchronized void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!text().contains(text)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("never printed: " + text + "; only:\n" + text());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized String text() {
    return printed.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
