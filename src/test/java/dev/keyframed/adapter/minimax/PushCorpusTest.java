package dev.keyframed.adapter.minimax;

import dev.keyframed.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the inputs that fuzzing has found or started from, and random ones. */
class PushCorpusTest {
  static List<Path> corpus() throws IOException {
    return Corpus.of(
        "adapter/minimax/PushFuzzInputs/callback_body_of_any_bytes_is_parsed_without_failure");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void callback_bodies_of_fuzz_corpus_are_parsed_without_failure(Path file) throws IOException {
    CallbackParserProperties.check(Files.readAllBytes(file));
  }

  @Property
  void callback_body_of_any_bytes_is_parsed_without_failure(@ForAll byte[] body) {
    CallbackParserProperties.check(body);
  }
}
