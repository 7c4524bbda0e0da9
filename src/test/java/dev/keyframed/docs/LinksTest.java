package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows whatever the documents point to. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)#?([^)\\s]*)\\)");
  private static final Pattern PATH =
      Pattern.compile(
          "(?:src|conf|systemd|\\.ci)/.*|src|conf|systemd|pom\\.xml|README\\.md|CHANGELOG\\.md");

  /** A class by its file, by one of its methods, or by what its kind is called. */
  private static final Pattern SOURCE =
      Pattern.compile(
          "(\\w+\\.(?:java|lua))"
              + "|([A-Z][a-z]\\w+)\\.[a-z]\\w+(?:\\(.*\\))?"
              + "|([A-Z][a-z]\\w*(?:Verticle|Command|Test|IT|Drill|Fuzz))"
              + "|.*-D(?:it\\.)?test=(\\w+).*");

  static Stream<Page> pages() {
    return Stream.concat(
        Stream.of(Page.readme(), Page.read(Path.of("CHANGELOG.md"))), Page.all().stream());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_of_page_lead_to_existing_files_and_headings(Page page) {
    assertThat(LINK.matcher(page.text()).results().filter(link -> !leads(page, link)))
        .as("dead links of %s", page.file())
        .extracting(MatchResult::group)
        .isEmpty();
  }

  private static boolean leads(Page page, MatchResult link) {
    Path target = link.group(1).isEmpty() ? page.file() : page.file().resolveSibling(link.group(1));
    String anchor = link.group(2);
    return Files.exists(target)
        && (anchor.isEmpty() || Page.read(target).anchors().contains(anchor));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void paths_named_by_page_exist_in_the_repository(Page page) {
    assertThat(
            codes(page).stream()
                .filter(code -> PATH.matcher(code).matches())
                .filter(code -> !Files.exists(Path.of(code))))
        .as("paths of %s", page.file())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void source_files_named_by_page_exist_in_the_repository(Page page) {
    Set<String> sources = Repository.sources();
    assertThat(codes(page).stream().filter(code -> !isThere(code, sources)))
        .as("sources of %s", page.file())
        .isEmpty();
  }

  private static boolean isThere(String code, Set<String> sources) {
    Matcher source = SOURCE.matcher(code);
    if (!source.matches()) {
      return true;
    }
    return Stream.of(1, 2, 3, 4)
        .map(source::group)
        .filter(Objects::nonNull)
        .allMatch(name -> sources.contains(name.contains(".") ? name : name + ".java"));
  }

  private static List<String> codes(Page page) {
    return Table.codes(page.text().replaceAll("end in `\\w+`", ""));
  }
}
