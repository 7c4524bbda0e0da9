package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePartCleanerTest {
  private final Instant lastWeek = Instant.now().minus(Duration.ofDays(7));

  @TempDir Path videos;

  @Test
  void old_parts_are_deleted_and_other_files_kept() throws Exception {
    Path old = file("2026/11/01/a.mp4.part", lastWeek.minusSeconds(60));
    Path tag = file("2026/11/01/a.mp4.part.etag", lastWeek.minusSeconds(60));
    Path sum = file("2026/11/01/a.mp4.part.sum", lastWeek.minusSeconds(60));
    Path fresh = file("2026/11/22/b.mp4.part", lastWeek.plusSeconds(60));
    Path video = file("2026/11/01/c.mp4", lastWeek.minusSeconds(60));

    assertThat(StalePartCleaner.sweep(videos, lastWeek)).isEqualTo(3);

    assertThat(old).doesNotExist();
    assertThat(tag).doesNotExist();
    assertThat(sum).doesNotExist();
    assertThat(fresh).exists();
    assertThat(video).exists();
  }

  @Test
  void old_part_in_use_by_download_is_kept() throws Exception {
    Path old = file("2026/11/01/a.mp4.part", lastWeek.minusSeconds(60));
    ExclusiveFile used = ExclusiveFile.of(old);

    assertThat(StalePartCleaner.sweep(videos, lastWeek)).isZero();

    used.close();
    assertThat(old).exists();
  }

  @Test
  void sweep_does_nothing_when_videos_directory_is_missing() throws Exception {
    assertThat(StalePartCleaner.sweep(videos.resolve("none"), lastWeek)).isZero();
  }

  private Path file(String name, Instant modified) throws IOException {
    Path file = videos.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
