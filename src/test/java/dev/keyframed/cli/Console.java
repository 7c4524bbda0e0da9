package dev.keyframed.cli;

import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.TimeUnit;

/** Collects the output of a command, so that tests can wait for a text. */
final class Console extends Writer {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final StringWriter printed = new StringWriter();

  @Override
  public synchronized void write(char[] buffer, int offset, int length) {
    printed.write(buffer, offset, length);
    notifyAll();
  }

  /** Waits until a text was printed; fails after a time-out. */
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
