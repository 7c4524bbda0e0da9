package dev.keyframed.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadResultTest {
  @TempDir Path dir;

  @Test
  void reload_result_file_contains_the_last_outcome() throws Exception {
    Path file = dir.resolve("reloaded");
    ReloadResult result = new ReloadResult(Optional.of(file));

    result.write(true);
    assertThat(file).hasContent("reloaded");
    result.write(false);
    assertThat(file).hasContent("refused");
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }
}
