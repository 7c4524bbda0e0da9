package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.TroubleLists;
import dev.keyframed.port.TroubleReporter.Party;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the troubles with storage that the pages list with what a look can find. */
class StoragePageTest {
  @TempDir Path dir;

  @Test
  void metrics_page_lists_the_troubles_with_storage() {
    StorageProbe probe = new StorageProbe(dir, VideoAccess.USUAL);
    Set<String> reasons = new TreeSet<>();
    for (IOException fault :
        List.of(
            new IOException("No space left on device"),
            new IOException("Read-only file system"),
            new AccessDeniedException("x"),
            new NoSuchFileException("x"),
            new IOException("anything else"))) {
      reasons.add(probe.found(fault).reason());
    }
    reasons.add("silent"); // which is no answer at all

    assertThat(TroubleLists.listed(Party.STORAGE)).containsExactlyInAnyOrderElementsOf(reasons);
  }
}
