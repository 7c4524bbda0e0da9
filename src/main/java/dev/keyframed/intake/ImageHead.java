package dev.keyframed.intake;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What the head of an image file says. Pixels are never decoded, so a small file of an immense
 * image does no harm.
 *
 * @param format {@code jpeg}, {@code png}, {@code webp}, or another one that Java can read
 * @param width pixels
 * @param height pixels
 */
record ImageHead(String format, int width, int height) {

  /** The head of the image in that stream; empty where it is none, or a broken one. */
  static Optional<ImageHead> read(ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      String format = reader.getFormatName().toLowerCase(Locale.ROOT);
      return Optional.of(new ImageHead(format, reader.getWidth(0), reader.getHeight(0)));
    } catch (IOException | RuntimeException e) {
      // The readers meet broken files with any exception, not only with those they declare.
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }
}
