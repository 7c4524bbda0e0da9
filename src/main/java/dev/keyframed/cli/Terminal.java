package dev.keyframed.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Reads the width of the terminal of this process. A library for one number would take a megabyte.
 */
final class Terminal {
  private static final int USUAL = 80;
  private static final int LEAST = 8;
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Pattern SIZE = Pattern.compile("\\d{1,5} (\\d{1,5})\\s*");

  private int columns;
  private long readAt;

  /** Returns whether lines can be redrawn in place. */
  static boolean isDrawable() {
    String kind = System.getenv("TERM");
    return CommandLine.Help.Ansi.AUTO.enabled() && kind != null && !kind.equals("dumb");
  }

  /** Returns the number of columns, read at most once a second, since a window may be resized. */
  int columns() {
    if (columns == 0 || System.nanoTime() - readAt > FRESH_NANOS) {
      columns = Math.max(LEAST, ask());
      readAt = System.nanoTime();
    }
    return columns;
  }

  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (stty.waitFor(1, SECONDS)) {
          String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
          Matcher size = SIZE.matcher(said);
          return size.matches() && !size.group(1).equals("0")
              ? Integer.parseInt(size.group(1))
              : USUAL;
        }
      } finally {
        stty.destroyForcibly();
      }
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
    } catch (IOException unknown) {
      // No such program, or no terminal.
    }
    return USUAL;
  }
}
