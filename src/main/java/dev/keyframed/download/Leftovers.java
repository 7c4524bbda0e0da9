package dev.keyframed.download;

import dev.keyframed.download.Hold.TakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Parts of videos whose jobs have ended without them and are forgotten: nobody can go on with them.
 */
final class Leftovers {
  private static final List<String> ENDINGS =
      List.of(".mp4.part", ".mp4.part.etag", ".mp4.part.sum");

  private Leftovers() {}

  /**
   * Deletes the parts below that directory that nothing was added to since then. Blocks.
   *
   * @return how many files
   */
  static int sweep(Path videos, Instant since) throws IOException {
    if (!Files.isDirectory(videos)) {
      return 0;
    }
    int swept = 0;
    try (Stream<Path> all = Files.walk(videos)) {
      for (Path file : all.filter(Leftovers::isPart).toList()) {
        swept += isOlder(file, since) && delete(file, since) ? 1 : 0;
      }
    }
    return swept;
  }

  private static boolean isPart(Path file) {
    return ENDINGS.stream().anyMatch(ending -> file.getFileName().toString().endsWith(ending));
  }

  /** A run that goes on with it at this moment keeps it. */
  private static boolean delete(Path file, Instant since) throws IOException {
    Hold hold;
    try {
      hold = Hold.of(file);
    } catch (TakenException used) {
      return false;
    }
    try {
      return isOlder(file, since) && Files.deleteIfExists(file);
    } finally {
      hold.close();
    }
  }

  /** A part that is finished at this moment has another name by now. */
  private static boolean isOlder(Path file, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException finished) {
      return false;
    }
  }
}
