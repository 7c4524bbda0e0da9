package dev.keyframed.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Draws a few lines in place at the foot of a terminal. Elsewhere it prints those that are new.
 * Thread-safe: what others print goes above the lines.
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
   * Lines on that output.
   *
   * @param terminal whether it can be drawn on
   * @param width columns that it has now
   */
  LiveLines(PrintWriter out, boolean terminal, IntSupplier width) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
  }

  /** Lines on the terminal of this process, or on what stands in its place. */
  static LiveLines on(PrintWriter out) {
    return new LiveLines(out, Terminal.isDrawable(), new Terminal()::columns);
  }

  /** Whether lines are redrawn, and not printed one after the other. */
  boolean isTerminal() {
    return terminal;
  }

  /** Columns that the terminal has now. */
  int columns() {
    return width.getAsInt();
  }

  /** Shows these lines in place of the ones before; each is cut where the terminal ends. */
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
        // The last column stays free: some terminals wrap as soon as it is written.
        cut.add(line.substring(0, Math.min(line.length(), columns - 1)));
        text.append(cut.get(cut.size() - 1)).append('\n');
      }
      out.print(text);
      shown = cut;
      drawn = true;
    }
    out.flush();
  }

  /** Prints a line above them; it stays. */
  synchronized void say(PrintWriter to, String line) {
    if (stopped) {
      return;
    }
    clear();
    to.println(line);
    to.flush();
  }

  /** Leaves them where they are: what is printed next comes below. */
  synchronized void leave() {
    drawn = false;
  }

  /** Leaves them, and shows and says nothing more. */
  synchronized void stop() {
    stopped = true;
    leave();
  }

  /** A stream to that one, whose text comes above the lines. */
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
   * From the first of the lines to the foot; a terminal that was made narrower has wrapped them.
   */
  private String eraser(int columns) {
    if (!drawn) {
      return "";
    }
    int rows = shown.stream().mapToInt(line -> Math.max(0, line.length() - 1) / columns + 1).sum();
    return "\r" + ESCAPE + "[" + rows + "A" + ESCAPE + "[J";
  }
}
