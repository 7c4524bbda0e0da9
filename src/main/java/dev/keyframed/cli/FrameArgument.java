package dev.keyframed.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A frame as it is given on the command line, made into one that a job may have. */
final class FrameArgument {
  /** As admission has it: more need not be read. */
  private static final long TOO_LARGE = 20L * 1024 * 1024;

  private static final Pattern READY =
      Pattern.compile("(?s)(data:|file:|[A-Za-z][A-Za-z0-9+.-]*://).*");
  private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp");

  private FrameArgument() {}

  /**
   * A URL, a data URL and {@code file:NAME} as they are; a file of this machine as a data URL.
   *
   * @throws IOException where there is no such file, or it is too large; the message is for the
   *     user
   */
  static String read(String argument) throws IOException {
    if (READY.matcher(argument).matches()) {
      return argument;
    }
    Path file;
    try {
      file = Path.of(argument);
    } catch (InvalidPathException e) {
      throw new IOException("must be a file, a URL or file:NAME", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("names a file that is not there: " + argument);
    }
    if (Files.size(file) >= TOO_LARGE) {
      throw new IOException("must be under 20 MB");
    }
    if (!Files.isReadable(file)) {
      throw new IOException("names a file that may not be read: " + argument);
    }
    byte[] image = Files.readAllBytes(file);
    return "data:image/" + format(image) + ";base64," + Base64.getEncoder().encodeToString(image);
  }

  /** By its content, not its name; where that is none of the three, admission will say so. */
  private static String format(byte[] image) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      String format = "";
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        format = reader.getFormatName().toLowerCase(Locale.ROOT);
        reader.dispose();
      }
      return FORMATS.contains(format) ? format : "jpeg";
    }
  }
}
