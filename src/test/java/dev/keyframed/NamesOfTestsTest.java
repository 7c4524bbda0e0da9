package dev.keyframed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that tests and fixtures can be told apart by their names alone, in a report of CI. */
class NamesOfTestsTest {
  private static final List<String> ROOTS = List.of("test", "it", "chaos", "bench", "fuzz");
  private static final Pattern METHOD = Pattern.compile("void ([a-z0-9]+_\\w+)\\(");
  private static final Pattern BEGINS_BADLY =
      Pattern.compile(
          "(an?|the|its?|one|they|he|she|we|you|who|whoever|whose|those|these|this|that|so|what|"
              + "whatever|which|nobody|somebody|nothing|something|another_one|is|has|does)_.*");

  @Test
  void test_method_begins_with_its_subject() throws IOException {
    List<String> riddles = new ArrayList<>();
    for (Path file : sources()) {
      METHOD
          .matcher(Files.readString(file))
          .results()
          .map(method -> method.group(1))
          .filter(name -> BEGINS_BADLY.matcher(name).matches())
          .forEach(name -> riddles.add(file + ": " + name));
    }
    assertThat(riddles).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"the_queue_is_read", "it_works", "is_taken_all_the_same", "a_b"})
  void name_that_begins_with_an_article_pronoun_or_verb_is_found(String name) {
    assertThat(name).matches(BEGINS_BADLY);
  }

  @Test
  void simple_name_of_a_test_class_or_fixture_occurs_once() throws IOException {
    TreeMap<String, Set<Path>> places = new TreeMap<>();
    for (Path file : sources()) {
      places.computeIfAbsent(file.getFileName().toString(), name -> new TreeSet<>()).add(file);
    }
    places.remove("package-info.java");
    places.values().removeIf(files -> files.size() == 1);
    assertThat(places).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String root : ROOTS) {
      try (Stream<Path> files = Files.walk(Path.of("src", root, "java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      }
    }
    return all;
  }
}
