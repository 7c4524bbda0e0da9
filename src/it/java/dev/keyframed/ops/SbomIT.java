package dev.keyframed.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that bill of materials and jar contain the same libraries. */
class SbomIT {
  private static final Path BILL = Path.of("target/keyframed.cdx.json");

  @Test
  void sbom_lists_every_library_of_the_jar_with_its_version() throws Exception {
    Set<String> held = libraries();

    assertThat(held).hasSizeGreaterThan(20).anyMatch(library -> library.contains(":logback-core:"));
    assertThat(listed()).containsAll(held);
  }

  @Test
  void sbom_omits_libraries_of_tests() throws Exception {
    assertThat(listed())
        .noneMatch(library -> library.matches(".*(junit|assertj|jqwik|archunit).*"));
  }

  @Test
  void sbom_is_reproducible() throws Exception {
    JsonObject bill = new JsonObject(Files.readString(BILL));

    assertThat(bill.containsKey("serialNumber")).isFalse();
    assertThat(bill.getJsonObject("metadata").containsKey("timestamp")).isFalse();
  }

  private static Set<String> listed() throws Exception {
    return new JsonObject(Files.readString(BILL))
        .getJsonArray("components").stream()
            .map(JsonObject.class::cast)
            .map(
                library ->
                    "%s:%s:%s"
                        .formatted(
                            library.getString("group"),
                            library.getString("name"),
                            library.getString("version")))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the libraries that carry Maven's metadata, which some do not. Netty holds a renamed
   * JCTools.
   */
  private static Set<String> libraries() throws Exception {
    Set<String> found = new TreeSet<>();
    try (JarFile jar = new JarFile(System.getProperty("keyframed.jar"))) {
      List<JarEntry> notes =
          jar.stream()
              .filter(entry -> entry.getName().matches("META-INF/maven/.*/pom\\.properties"))
              .filter(entry -> !entry.getName().matches(".*/(dev.keyframed|org.jctools)/.*"))
              .toList();
      for (JarEntry note : notes) {
        Properties library = new Properties();
        try (InputStream text = jar.getInputStream(note)) {
          library.load(text);
        }
        found.add(
            "%s:%s:%s"
                .formatted(
                    library.getProperty("groupId"),
                    library.getProperty("artifactId"),
                    library.getProperty("version")));
      }
    }
    return found;
  }
}
