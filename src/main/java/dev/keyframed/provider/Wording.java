package dev.keyframed.provider;

import dev.keyframed.text.PlainLine;
import java.util.List;

/** Makes other people's words fit for a line of a log, a terminal and a result. */
final class Wording {
  private static final int LONGEST = 300;

  private Wording() {}

  /** The words, short, on one line, and without the secrets; perhaps empty. */
  static String of(String words, List<String> hidden) {
    // Escaped first: then nothing can come together to a secret that was not one before.
    String plain = PlainLine.of(words.strip(), 4 * LONGEST);
    for (String secret : hidden) {
      plain = plain.replace(secret, "[hidden]");
    }
    return PlainLine.of(plain.strip(), LONGEST);
  }

  /** What failed, without the names of classes where there are words. */
  static String of(Throwable fault) {
    String words = fault.getMessage();
    return of(
        words == null || words.isBlank() ? fault.getClass().getSimpleName() : words, List.of());
  }
}
