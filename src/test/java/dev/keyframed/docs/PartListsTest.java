package dev.keyframed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.keyframed.sandbox.Sandbox;
import dev.keyframed.support.bus.BusAddresses;
import dev.keyframed.support.bus.EventAddress;
import dev.keyframed.support.bus.RequestAddress;
import io.vertx.core.VerticleBase;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares what the pages list of the daemon's parts, and of the tests, with the code. */
class PartListsTest {
  private static final Page ARCHITECTURE = Page.of("architecture.md");
  private static final Page TESTING = Page.of("testing.md");

  @Test
  void architecture_page_lists_the_addresses_of_the_event_bus_by_kind() throws Exception {
    Map<String, String> kinds = new TreeMap<>();
    for (Field field : BusAddresses.class.getFields()) {
      if (field.get(null) instanceof RequestAddress<?, ?> ask) {
        kinds.put(ask.name(), "request");
      } else if (field.get(null) instanceof EventAddress<?> address) {
        kinds.put(address.name(), "publication");
      }
    }
    assertThat(ARCHITECTURE.section("Event bus").table("address").by("kind")).isEqualTo(kinds);
  }

  @Test
  void architecture_page_lists_the_verticles_with_their_packages() {
    Map<String, String> packages =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.keyframed")
                .stream()
                .filter(type -> type.isAssignableTo(VerticleBase.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !type.getPackageName().equals(Sandbox.class.getPackageName()))
                .collect(Collectors.toMap(JavaClass::getSimpleName, PartListsTest::folder));

    assertThat(ARCHITECTURE.section("Parts").table("part").by("package")).isEqualTo(packages);
  }

  private static String folder(JavaClass type) {
    return "`src/main/java/" + type.getPackageName().replace('.', '/') + "`";
  }

  @Test
  void testing_page_lists_the_drills_and_fuzz_targets() {
    assertThat(TESTING.section("Drills").names("drill"))
        .containsExactlyInAnyOrderElementsOf(types("Drill"));
    assertThat(TESTING.section("Fuzz targets").names("target"))
        .containsExactlyInAnyOrderElementsOf(types("Fuzz"));
  }

  private static List<String> types(String suffix) {
    Set<String> sources = Repository.sources();
    return sources.stream()
        .filter(name -> name.endsWith(suffix + ".java"))
        .map(name -> name.replace(".java", ""))
        .toList();
  }
}
