package dev.keyframed.callback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing has found, or has started from, and what chance finds besides. */
class PushCorpusTest {
  private static final Path CORPUS =
      Path.of("src/test/resources/dev/keyframed/callback/PushFuzzInputs/keeps_its_promises");

  static List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void any_body_of_the_corpus_is_borne(Path file) throws IOException {
    PushPromises.check(Files.readAllBytes(file));
  }

  @Property
  void any_bytes_are_borne(@ForAll byte[] body) {
    PushPromises.check(body);
  }
}
