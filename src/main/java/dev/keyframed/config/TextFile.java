package dev.keyframed.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words why a file could not be read, without its name, which the caller has. */
final class TextFile {

  /** Said of a file that is not there, or that others alone may read. */
  static final String NOT_READABLE = "is no file that this user may read";

  private TextFile() {}

  static boolean isReadable(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  static String why(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failed instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    if (failed instanceof CharacterCodingException) {
      return "is not text in UTF-8";
    }
    String reason =
        failed instanceof FileSystemException system ? system.getReason() : failed.getMessage();
    return "cannot be read: " + reason;
  }
}
