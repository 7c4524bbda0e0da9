package dev.keyframed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Redraws a few lines in place at the foot of a terminal; without a terminal, prints new lines
 * only.
 *
 * <p>Thread-safe. Other output is printed above the lines.
 */
final class LiveLines {
  private static final char ESCAPE = '\033';

  private final PrintWriter out;
  private final boolean terminal;
  private final IntSupplier width;
  private List<String> shown = List.of();
  private boolean drawn;
  private boolean midLine;
  private boolean stopped;

  /**
   * Creates lines on an output.
   *
   * @param terminal whether the output can be redrawn
   * @param width supplies the current number of columns
   */
  LiveLines(PrintWriter out, boolean terminal, IntSupplier width) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
  }

  /** Creates lines on the terminal of this process, or on what its output is redirected to. */
  static LiveLines on(PrintWriter out) {
    return new LiveLines(out, Terminal.isDrawable(), new Terminal()::columns);
  }

  /** Returns whether lines are redrawn, rather than printed one after the other. */
  boolean isTerminal() {
    return terminal;
  }

  /** Returns the current number of columns. */
  int columns() {
    return width.getAsInt();
  }

  /** Replaces the shown lines; each is cut at the width of the terminal. */
  synchronized void show(List<String> lines) {
    if (stopped) {
      return;
    }
    if (!terminal) {
      lines.stream().filter(line -> !shown.contains(line)).forEach(out::println);
      shown = List.copyOf(lines);
    } else if (!midLine) {
      int columns = width.getAsInt();
      StringBuilder text = new StringBuilder(eraser(columns));
      List<String> cut = new ArrayList<>();
      for (String line : lines) {
        // The last column stays empty, since some terminals wrap as soon as it is written.
        cut.add(line.substring(0, Math.min(line.length(), columns - 1)));
        text.append(cut.get(cut.size() - 1)).append('\n');
      }
      out.print(text);
      shown = cut;
      drawn = true;
    }
    out.flush();
  }

  /** Prints a permanent line above the live lines. */
  synchronized void say(PrintWriter to, String line) {
    if (stopped) {
      return;
    }
    clear();
    to.println(line);
    to.flush();
  }

  /** Keeps the current lines; later output is printed below them. */
  synchronized void keepLines() {
    drawn = false;
  }

  /** Keeps the current lines, and ignores all later calls. */
  synchronized void stop() {
    stopped = true;
    keepLines();
  }

  /** Returns a stream that prints to the given one, above the live lines. */
  PrintStream above(PrintStream stream) {
    OutputStream guarded =
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            synchronized (LiveLines.this) {
              clear();
              stream.write(bytes, from, length);
              stream.flush();
              midLine = length > 0 ? bytes[from + length - 1] != '\n' : midLine;
            }
          }
        };
    return new PrintStream(guarded, true, Charset.defaultCharset());
  }

  private void clear() {
    if (drawn) {
      out.print(eraser(width.getAsInt()));
      out.flush();
      drawn = false;
    }
  }

  /**
   * Returns the escape sequence that erases the shown lines.
   *
   * <p>Lines that wrapped because the terminal was made narrower are counted by their rows.
   */
  private String eraser(int columns) {
    if (!drawn) {
      return "";
    }
    int rows = shown.stream().mapToInt(line -> Math.max(0, line.length() - 1) / columns + 1).sum();
    return "\r" + ESCAPE + "[" + rows + "A" + ESCAPE + "[J";
  }
}
