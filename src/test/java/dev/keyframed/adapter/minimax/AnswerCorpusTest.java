package dev.keyframed.adapter.minimax;

import dev.keyframed.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the inputs that fuzzing has found or started from, and random ones. */
class AnswerCorpusTest {
  private static final List<Integer> STATUSES =
      List.of(200, 204, 302, 400, 401, 404, 408, 429, 502);

  static List<Path> corpus() throws IOException {
    return Corpus.of(
        "adapter/minimax/ApiResponseFuzzInputs/provider_answer_of_any_bytes_is_read_without_failure");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void provider_answers_of_fuzz_corpus_are_read_without_failure(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    STATUSES.forEach(status -> AnswerProperties.check(status, body));
  }

  @Property
  void provider_answer_of_any_bytes_is_read_without_failure(
      @ForAll @IntRange(min = 100, max = 599) int status, @ForAll byte[] body) {
    AnswerProperties.check(status, body);
  }
}
