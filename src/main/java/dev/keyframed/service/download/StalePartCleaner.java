package dev.keyframed.service.download;

import dev.keyframed.service.download.ExclusiveFile.TakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes parts of videos whose jobs have ended without them and are no longer kept. No run can
 * resume them.
 */
final class StalePartCleaner {
  private static final List<String> ENDINGS =
      List.of(".mp4.part", ".mp4.part.etag", ".mp4.part.sum");

  private StalePartCleaner() {}

  /**
   * Deletes the parts below that directory that have not changed since then. Blocks.
   *
   * @return the number of deleted files
   */
  static int sweep(Path videos, Instant since) throws IOException {
    if (!Files.isDirectory(videos)) {
      return 0;
    }
    int swept = 0;
    try (Stream<Path> all = Files.walk(videos)) {
      for (Path file : all.filter(StalePartCleaner::isPart).toList()) {
        swept += isOlder(file, since) && delete(file, since) ? 1 : 0;
      }
    }
    return swept;
  }

  private static boolean isPart(Path file) {
    return ENDINGS.stream().anyMatch(ending -> file.getFileName().toString().endsWith(ending));
  }

  /** Deletes a part, unless a run holds it at this moment. */
  private static boolean delete(Path file, Instant since) throws IOException {
    ExclusiveFile hold;
    try {
      hold = ExclusiveFile.of(file);
    } catch (TakenException used) {
      return false;
    }
    try {
      return isOlder(file, since) && Files.deleteIfExists(file);
    } finally {
      hold.close();
    }
  }

  /** Checks the age of a part. A part that has just been completed has another name by now. */
  private static boolean isOlder(Path file, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException finished) {
      return false;
    }
  }
}
