package dev.keyframed.cli;

import dev.keyframed.support.frame.DataUrl;
import dev.keyframed.support.frame.FrameForm;
import dev.keyframed.support.frame.FrameLimits;
import dev.keyframed.support.frame.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;

/** Converts a frame given on the command line to the form that a job may have. */
final class FrameArgument {
  private static final int LONGEST_SHOWN = 200;

  private FrameArgument() {}

  /**
   * Returns a URL, a data URL and {@code file:NAME} unchanged, and a local file as a data URL.
   *
   * @throws IOException if the file does not exist, is not readable or too large; the message is
   *     for the user
   */
  static String read(String argument) throws IOException {
    if (FrameForm.isGiven(argument)) {
      return argument;
    }
    Path file;
    try {
      file = Path.of(argument);
    } catch (InvalidPathException e) {
      throw new IOException("must be a file, a URL or file:NAME", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("file not found: " + shown(argument));
    }
    FrameLimits.checkBytes(Files.size(file));
    if (!Files.isReadable(file)) {
      throw new IOException("file not readable: " + shown(argument));
    }
    byte[] image = Files.readAllBytes(file);
    // The content decides, not the name. If it is none of the three formats, admission refuses it.
    ImageFormat format = ImageFormat.of(image).orElse(ImageFormat.JPEG);
    return DataUrl.beginning(format) + Base64.getEncoder().encodeToString(image);
  }

  private static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name;
  }
}
