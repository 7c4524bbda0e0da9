package dev.keyframed.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a page apart into its sentences. A heading, an item of a list and a cell of a table begin
 * sentences of their own; inline code is one word; a link is its text.
 */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[.!?][\"')*]{0,2})\\s+");
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");
  private static final Pattern ITEM = Pattern.compile(" *(?:[-*]|\\d+\\.) +(.*)");
  private static final Pattern RULE = Pattern.compile("[|\\s:-]+");

  private final List<Sentence> found = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int line;

  private Sentences() {}

  /** Holds a sentence and the line where its paragraph begins. */
  record Sentence(int line, String text) {
    int words() {
      return (int) WORD.matcher(text).results().count();
    }
  }

  static List<Sentence> of(Page page) {
    Sentences sentences = new Sentences();
    page.lines().forEach(sentences::read);
    sentences.flush();
    return sentences.found;
  }

  private void read(Page.Line next) {
    String said = next.text().strip();
    Matcher item = ITEM.matcher(next.text());
    if (next.isCode() || said.isEmpty() || said.startsWith("<!--")) {
      flush();
    } else if (next.level() > 0) {
      add(next.number(), next.heading());
    } else if (said.startsWith("|")) {
      if (!RULE.matcher(said).matches()) {
        Table.cells(said).forEach(cell -> add(next.number(), cell));
      }
    } else if (item.matches()) {
      flush();
      begin(next.number(), item.group(1));
    } else {
      begin(next.number(), said);
    }
  }

  private void add(int number, String whole) {
    flush();
    begin(number, whole);
    flush();
  }

  private void begin(int number, String said) {
    line = text.isEmpty() ? number : line;
    text.append(said).append(' ');
  }

  private void flush() {
    String plain =
        text.toString()
            .replaceAll("`[^`]+`", "CODE")
            .replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
            .strip();
    END.splitAsStream(plain)
        .filter(sentence -> !sentence.isEmpty())
        .forEach(sentence -> found.add(new Sentence(line, sentence)));
    text.setLength(0);
  }
}
