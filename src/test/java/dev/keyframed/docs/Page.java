package dev.keyframed.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a page of the documents, or a section of one: its tables and its blocks of code. */
public final class Page {
  /** Where the pages lie. */
  public static final Path FOLDER = Path.of("src/docs");

  private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
  private static final Pattern HEADING = Pattern.compile("(#+) +(.*)");

  private final Path file;
  private final List<Line> lines;

  private Page(Path file, List<Line> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Holds a line of a page.
   *
   * @param isCode whether it stands in a block of code, or is a fence of one
   */
  record Line(int number, String text, boolean isCode) {
    /** Returns the level of the heading that it is, or 0. */
    int level() {
      Matcher heading = HEADING.matcher(text);
      return !isCode && heading.matches() ? heading.group(1).length() : 0;
    }

    /** Returns the text of the heading that it is. */
    String heading() {
      return HEADING.matcher(text).replaceFirst("$2").strip();
    }
  }

  /** Reads the page of that name, such as {@code metrics.md}. */
  public static Page of(String name) {
    return read(FOLDER.resolve(name));
  }

  /** Reads the README. */
  public static Page readme() {
    return read(Path.of("README.md"));
  }

  /** Reads that file. */
  static Page read(Path file) {
    List<Line> lines = new ArrayList<>();
    String fence = null;
    try {
      for (String text : Files.readAllLines(file)) {
        Matcher opening = FENCE.matcher(text);
        boolean isFence = fence == null ? opening.matches() : text.equals(fence);
        lines.add(new Line(lines.size() + 1, text, fence != null || isFence));
        if (isFence) {
          fence = fence == null ? opening.group(1) + "```" : null;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(file, lines);
  }

  /** Returns every page of the folder. */
  public static List<Page> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Page::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  List<Line> lines() {
    return lines;
  }

  /** Returns the text without its blocks of code. */
  public String text() {
    return lines.stream()
        .filter(line -> !line.isCode())
        .map(Line::text)
        .collect(Collectors.joining("\n"));
  }

  /** Returns the section of that heading, with those below it. */
  public Page section(String heading) {
    List<Integer> found =
        IntStream.range(0, lines.size())
            .filter(at -> lines.get(at).level() > 0 && lines.get(at).heading().equals(heading))
            .boxed()
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(this + " has not one section " + heading);
    }
    int begin = found.get(0);
    int level = lines.get(begin).level();
    int end =
        IntStream.range(begin + 1, lines.size())
            .filter(at -> lines.get(at).level() > 0 && lines.get(at).level() <= level)
            .findFirst()
            .orElse(lines.size());
    return new Page(file, lines.subList(begin, end));
  }

  /** Returns what stands in blocks of that language, as it is typed; "" is for those of none. */
  public List<String> blocks(String language) {
    List<String> found = new ArrayList<>();
    StringBuilder block = null;
    String indent = "";
    for (Line line : lines) {
      Matcher fence = FENCE.matcher(line.text());
      if (block != null && line.text().equals(indent + "```")) {
        found.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line.text().replaceFirst("^" + indent, "")).append('\n');
      } else if (line.isCode() && fence.matches() && fence.group(2).equals(language)) {
        indent = fence.group(1);
        block = new StringBuilder();
      }
    }
    return found;
  }

  /** Returns the tables whose first column has that title. */
  public List<Table> tables(String title) {
    List<Table> found = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (Line line : lines) {
      if (!line.isCode() && line.text().startsWith("|")) {
        rows.add(line.text());
      } else {
        add(rows, found);
      }
    }
    add(rows, found);
    return found.stream().filter(table -> table.head().get(0).equals(title)).toList();
  }

  private static void add(List<String> rows, List<Table> found) {
    if (!rows.isEmpty()) {
      found.add(Table.parse(rows));
      rows.clear();
    }
  }

  /** Returns the one table whose first column has that title. */
  public Table table(String title) {
    List<Table> found = tables(title);
    if (found.size() != 1) {
      throw new IllegalArgumentException(this + " has not one table of " + title);
    }
    return found.get(0);
  }

  /** Returns the names in the first column of the tables that have that title there. */
  public List<String> names(String title) {
    return tables(title).stream().flatMap(table -> table.names(title).stream()).toList();
  }

  /** Returns the anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    return lines.stream()
        .filter(line -> line.level() > 0)
        .map(line -> anchor(line.heading()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String anchor(String heading) {
    String text = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
    return text.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }

  @Override
  public String toString() {
    return file + ":" + (lines.isEmpty() ? 0 : lines.get(0).number());
  }
}
