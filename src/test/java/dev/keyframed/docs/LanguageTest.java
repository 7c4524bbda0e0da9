package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Sentences.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every sentence of the documents to a length that is read once. */
class LanguageTest {
  private static final int MOST_WORDS = 30;

  @TempDir Path dir;

  static Stream<Page> pages() {
    Stream<Page> ends = Stream.of(Page.readme(), Page.read(Path.of("CHANGELOG.md")));
    return Stream.concat(ends, Page.all().stream());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_has_no_sentence_of_more_than_thirty_words(Page page) {
    assertThat(Sentences.of(page).stream().filter(sentence -> sentence.words() > MOST_WORDS))
        .as("too long, in %s", page.file())
        .isEmpty();
  }

  @Test
  void sentences_are_split_at_points_items_cells_and_headings() throws IOException {
    Page page =
        page(
            """
            # A heading
            One sentence of 1.5 lines
            of text. (Another one!) A
            - first [item of a list](elsewhere.md#long-anchor)
              that goes on
            2. second

            | a cell | `inline code of words`, more |
            | --- | --- |
            ```sh
            no sentence. None.
            ```
            """);

    assertThat(Sentences.of(page))
        .containsExactly(
            new Sentence(1, "A heading"),
            new Sentence(2, "One sentence of 1.5 lines of text."),
            new Sentence(2, "(Another one!)"),
            new Sentence(2, "A"),
            new Sentence(4, "first item of a list that goes on"),
            new Sentence(6, "second"),
            new Sentence(8, "a cell"),
            new Sentence(8, "CODE, more"));
  }

  @Test
  void word_count_of_a_sentence_ignores_signs_that_stand_alone() {
    assertThat(List.of(new Sentence(1, "three - words, 3"), new Sentence(1, "CODE | CODE")))
        .extracting(Sentence::words)
        .containsExactly(3, 2);
  }

  private Page page(String text) throws IOException {
    return Page.read(Files.writeString(dir.resolve("page.md"), text));
  }
}
