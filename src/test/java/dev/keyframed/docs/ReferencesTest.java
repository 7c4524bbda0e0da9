package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Follows whatever code, configuration and units say of the documents. */
class ReferencesTest {
  private static final Pattern PAGE = Pattern.compile("src/docs/([\\w-]+\\.md)(?:#([\\w-]+))?");

  /** Papers that were never in the repository; the pages have taken their place. */
  private static final Pattern PAPER =
      Pattern.compile("[(;]\\s*(?:\\*\\s*)?(?:design|contract|provider-api|ground):(?=\\s)");

  @Test
  void pages_cited_in_the_code_exist() {
    assertThat(
            Repository.told().stream()
                .flatMap(
                    file ->
                        PAGE.matcher(Repository.text(file))
                            .results()
                            .filter(named -> !isThere(named.group(1), named.group(2)))
                            .map(named -> file + ": " + named.group())))
        .isEmpty();
  }

  private static boolean isThere(String name, String anchor) {
    Path file = Page.FOLDER.resolve(name);
    return Files.exists(file) && (anchor == null || Page.read(file).anchors().contains(anchor));
  }

  @Test
  void code_cites_no_paper_outside_of_the_repository() {
    assertThat(
            Repository.told().stream()
                .flatMap(
                    file ->
                        PAPER
                            .matcher(Repository.text(file))
                            .results()
                            .map(paper -> file + ": " + paper.group())))
        .isEmpty();
  }

  @Test
  void cited_paper_is_found_across_a_line_break_of_a_comment() {
    String there = "(pro" + "vider-api: codes) (con" + "tract:\n * job; de" + "sign: vote";

    assertThat(PAPER.matcher(there).results().map(paper -> paper.group().replaceAll("\\W", "")))
        .containsExactly("providerapi", "contract", "design");
  }
}
