package dev.keyframed.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Holds a table of a page.
 *
 * @param head the titles of its columns
 * @param rows the cells of each row, as many as there are titles
 */
public record Table(List<String> head, List<List<String>> rows) {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern BORDER = Pattern.compile("(?<!\\\\)\\|");

  /** Reads a table from its lines: titles, rule, rows. */
  static Table parse(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    lines.stream().skip(2).map(Table::cells).forEach(rows::add);
    return new Table(cells(lines.get(0)), rows);
  }

  /** Splits a line of a table into its cells. */
  static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
    return BORDER.splitAsStream(inner + " ").map(String::strip).toList();
  }

  /** Returns all inline code of that text, in its order. */
  public static List<String> codes(String text) {
    return CODE.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** Returns the cells of that column. */
  public List<String> column(String title) {
    int at = head.indexOf(title);
    if (at < 0) {
      throw new IllegalArgumentException("no column " + title + " in " + head);
    }
    return rows.stream().map(row -> row.get(at)).toList();
  }

  /** Returns all inline code of that column: what the table is a list of. */
  public List<String> names(String title) {
    return column(title).stream().flatMap(cell -> codes(cell).stream()).toList();
  }

  /** Maps each name of the first column to the cell that its row has in another one. */
  public Map<String, String> by(String title) {
    Map<String, String> cells = new TreeMap<>();
    List<String> column = column(title);
    for (int row = 0; row < rows.size(); row++) {
      for (String name : codes(rows.get(row).get(0))) {
        if (cells.put(name, column.get(row)) != null) {
          throw new IllegalArgumentException("two rows for " + name);
        }
      }
    }
    return cells;
  }
}
