package dev.keyframed.support.frame;

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
class FrameCorpusTest {
  static List<Path> corpus() throws IOException {
    return Corpus.of("support/frame/FrameFuzzInputs/image_of_any_bytes_is_read_without_failure");
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void images_of_fuzz_corpus_are_read_without_failure(Path file) throws IOException {
    FrameProperties.check(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void images_of_fuzz_corpus_are_read_without_failure_with_each_byte_changed(Path file)
      throws IOException {
    byte[] image = Files.readAllBytes(file);
    for (int at = 0; at < Math.min(image.length, 300); at++) {
      for (int value : new int[] {0, 0x7f, 0xff, image[at] ^ 1}) {
        byte[] changed = image.clone();
        changed[at] = (byte) value;
        FrameProperties.check(changed);
      }
    }
  }

  @Property
  void image_of_any_bytes_is_read_without_failure(@ForAll byte[] image) {
    FrameProperties.check(image);
  }
}
