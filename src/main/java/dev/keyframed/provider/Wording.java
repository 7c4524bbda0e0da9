package dev.keyframed.provider;

import java.util.List;

/** Makes other people's words fit for a line of a log, a terminal and a result. */
final class Wording {
  private static final int LONGEST = 300;

  /** Controls of both kinds, what turns the direction of a text or is not seen, line separators. */
  private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+";

  private Wording() {}

  /** The words, short, on one line, and without the secrets; perhaps empty. */
  static String of(String words, List<String> hidden) {
    // Nothing may come together to a secret once what is unseen has gone, so that goes first.
    String plain = shortened(words, 4 * LONGEST).replaceAll(UNSEEN, " ");
    for (String secret : hidden) {
      plain = plain.replace(secret, "[hidden]");
    }
    return shortened(plain.strip(), LONGEST);
  }

  /** What failed, without the names of classes where there are words. */
  static String of(Throwable fault) {
    String words = fault.getMessage();
    return of(
        words == null || words.isBlank() ? fault.getClass().getSimpleName() : words, List.of());
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
