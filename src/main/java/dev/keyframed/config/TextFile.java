package dev.keyframed.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Explains why a file could not be read. The caller adds the file's name. */
final class TextFile {

  /** Describes a file that is not present, or that only other users may read. */
  static final String NOT_READABLE = "is not found or not readable by this user";

  private TextFile() {}

  static boolean isReadable(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  static String why(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "file not found";
    }
    if (failed instanceof AccessDeniedException) {
      return "not readable by this user";
    }
    if (failed instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    String reason =
        failed instanceof FileSystemException system ? system.getReason() : failed.getMessage();
    return "cannot be read: " + reason;
  }
}
