package dev.keyframed.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b,
        0x200d, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x3164, 0xd800, 0xdfff,
        0xfeff, 0xfff9, 0xffff, 0xe0001, 0xe0041, 0xe007f, 0xe0100
      })
  void invisible_character_is_written_as_its_escape(int letter) {
    String plain = PlainLine.of("a" + new String(new int[] {letter}, 0, 1) + "z");

    assertThat(plain).matches("a(\\\\u[0-9a-f]{4}){1,2}z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\t", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
  void plain_line_contains_no_line_break(String end) {
    assertThat(PlainLine.of("job x" + end + "job y: succeeded"))
        .isEqualTo("job x job y: succeeded");
  }

  @Test
  void ordinary_words_of_any_script_stay_unchanged() {
    String words = "Löwe 狮子 שלום \ud83e\udd81 – 100 % \\u0041 {\"a\": 1}";

    assertThat(PlainLine.of(words)).isEqualTo(words);
  }

  @Test
  void plain_line_has_no_break_or_control_for_any_unicode_character() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .mapToObj(letter -> PlainLine.of(new String(new int[] {letter}, 0, 1)))
        .forEach(
            plain ->
                assertThat(
                        plain
                            .codePoints()
                            .noneMatch(
                                shown ->
                                    Character.isISOControl(shown)
                                        || Character.getType(shown) == Character.FORMAT
                                        || Character.getType(shown) == Character.SURROGATE
                                        || Character.getType(shown) == Character.LINE_SEPARATOR
                                        || Character.getType(shown)
                                            == Character.PARAGRAPH_SEPARATOR))
                    .isTrue());
  }

  @Test
  void long_text_is_cut_at_a_whole_character_and_ends_in_dots() {
    String lions = "\ud83e\udd81".repeat(50);

    assertThat(PlainLine.of(lions, 10)).isEqualTo("\ud83e\udd81".repeat(7) + "...");
    assertThat(PlainLine.of("0123456789", 10)).isEqualTo("0123456789");
    assertThat(PlainLine.of("\u001b".repeat(10), 12)).isEqualTo("\\u001b\\u0...");
    assertThat(PlainLine.of("x".repeat(100_000))).hasSize(PlainLine.LONGEST).endsWith("x...");
  }

  @Test
  void json_text_keeps_its_value_and_escapes_terminal_controls() {
    assertThat(PlainLine.json("{\"a\":\"\u009b31m\u202e\udb40\udc01ü\"}"))
        .isEqualTo("{\"a\":\"\\u009b31m\\u202e\\udb40\\udc01ü\"}");
  }
}
