package dev.keyframed.job;

import dev.keyframed.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the inputs that fuzzing has found or started from. CallbackUrlsTest checks random ones.
 */
class UrlCorpusTest {
  static List<Path> corpus() throws IOException {
    return Corpus.of("job/UrlFuzzInputs/callback_url_properties_hold_for_any_path");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void callback_url_properties_hold_for_every_path_of_the_corpus(Path file) throws IOException {
    CallbackUrlProperties.check(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }
}
