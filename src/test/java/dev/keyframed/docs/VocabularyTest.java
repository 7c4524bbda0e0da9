package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps words out of code and pages that only this project used, or that name nobody. */
class VocabularyTest {
  /**
   * Lists words and parts of names; each has a word of the field instead
   * (src/docs/contributing.md).
   */
  private static final Pattern AVOIDED =
      Pattern.compile(
          "(?i:\\b(?:whoever|somewhen|insistence|freight|guests?|whereabouts|sightings?|farewell"
              + "|patience|unheard|respondent|seams?|gathering|desks?)\\b)"
              + "|(?:Insistence|Freight|Guest|Whereabouts|Sighting|Farewell|Patience|Unheard"
              + "|Respondent|Seam|Desk)s?(?![a-z])"
              + "|(?<![A-Z])(?:PATIENCE|FAREWELL|UNHEARD)(?![A-Z])");

  @Test
  void main_sources_and_pages_avoid_private_words() {
    assertThat(
            texts()
                .flatMap(
                    file ->
                        AVOIDED
                            .matcher(Repository.text(file))
                            .results()
                            .map(found -> file + ": " + found.group())))
        .isEmpty();
  }

  @Test
  void private_words_are_found_in_texts_and_in_names() {
    for (String text :
        List.of("Whoever reads", "STORE_PATIENCE = 5", "class GuestList", "myDesk(", "the seam")) {
      assertThat(AVOIDED.matcher(text).find()).as(text).isTrue();
    }
    assertThat(AVOIDED.matcher("a seamless description of impatience").find()).isFalse();
  }

  private static Stream<Path> texts() {
    Stream<Path> code =
        Repository.told().stream()
            .filter(file -> file.startsWith("src/main") || file.startsWith("conf"));
    Stream<Path> pages = Page.all().stream().map(Page::file);
    return Stream.of(code, pages, Stream.of(Path.of("README.md"))).flatMap(each -> each);
  }
}
