package dev.keyframed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks properties of the source files that need no parsing. */
class SourceTest {
  private static final int LONGEST = 300;

  @Test
  void source_files_have_at_most_300_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources("src")) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void every_package_has_a_package_info() throws IOException {
    assertThat(sources("src/main/java"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.resolveSibling("package-info.java")).exists());
  }

  @Test
  void type_names_occur_once_in_main() {
    Map<String, List<String>> types =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.keyframed")
                .stream()
                .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(
                    groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));

    assertThat(types).hasSizeGreaterThan(500);
    assertThat(types.values()).allSatisfy(sameName -> assertThat(sameName).hasSize(1));
  }

  @Test
  void exceptions_are_named_so() {
    List<String> other =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.keyframed")
                .stream()
                .filter(type -> type.isAssignableTo(Throwable.class))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.endsWith("Exception"))
                .toList();

    assertThat(other).isEmpty();
  }

  private static List<Path> sources(String below) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(below))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
