package dev.keyframed.adapter.minimax;

import dev.keyframed.support.text.PlainLine;
import java.util.List;

/** Makes foreign texts fit for a line of a log, a terminal and a result. */
final class Wording {
  private static final int LONGEST = 300;

  private Wording() {}

  /** Returns the text, short, on one line and without the secrets; possibly empty. */
  static String of(String words, List<String> hidden) {
    // Escaped first: then no secret can be formed by the escaping.
    String plain = PlainLine.of(words.strip(), 4 * LONGEST);
    for (String secret : hidden) {
      plain = plain.replace(secret, "[hidden]");
    }
    return PlainLine.of(plain.strip(), LONGEST);
  }

  /** Describes a failure, without the names of classes if it has a message. */
  static String of(Throwable fault) {
    String words = fault.getMessage();
    return of(
        words == null || words.isBlank() ? fault.getClass().getSimpleName() : words, List.of());
  }
}
