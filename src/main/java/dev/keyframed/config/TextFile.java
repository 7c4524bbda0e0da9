package dev.keyframed.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file could not be read, without its name, which the caller has. */
final class TextFile {

  private TextFile() {}

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
