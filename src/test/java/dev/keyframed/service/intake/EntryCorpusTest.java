package dev.keyframed.service.intake;

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
class EntryCorpusTest {
  static List<Path> corpus() throws IOException {
    return Corpus.of(
        "service/intake/EntryFuzzInputs/queue_entry_of_any_bytes_is_examined_without_failure");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void queue_entries_of_fuzz_corpus_are_examined_without_failure(Path file) throws IOException {
    AdmissionProperties.check(Files.readAllBytes(file));
  }

  @Property
  void queue_entry_of_any_bytes_is_examined_without_failure(@ForAll byte[] job) {
    AdmissionProperties.check(job);
  }
}
