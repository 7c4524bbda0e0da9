package dev.keyframed.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Whether a frame is one that the provider takes (provider-api: create). A data URL and a file are
 * read; a public URL is only looked at. Blocks: for a worker thread. Thread-safe.
 */
final class FrameCheck {
  private static final String DATA = "data:";
  private static final String FILE = "file:";

  /** The provider says "under 20 MB" and not which; what is refused here would be by either. */
  private static final int TOO_LARGE = 20 * 1024 * 1024;

  private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp");
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "image/jpeg;base64", "jpeg",
          "image/jpg;base64", "jpeg",
          "image/png;base64", "png",
          "image/webp;base64", "webp");

  private final Optional<Path> dir;
  private final boolean filesHere;
  private final FrameUrl urls;

  FrameCheck(Optional<Path> dir, boolean allowPrivateAddresses) {
    this(dir, true, allowPrivateAddresses);
  }

  private FrameCheck(Optional<Path> dir, boolean filesHere, boolean allowPrivateAddresses) {
    this.dir = dir;
    this.filesHere = filesHere;
    this.urls = new FrameUrl(allowPrivateAddresses);
  }

  /** Leaves files to a check on the machine where they lie. */
  static FrameCheck withoutFiles(boolean allowPrivateAddresses) {
    return new FrameCheck(Optional.empty(), false, allowPrivateAddresses);
  }

  /** What is wrong about the frame, without a word of its content; empty: nothing. */
  Optional<String> mistake(String frame) {
    if (frame.startsWith(DATA)) {
      return ofData(frame);
    }
    if (frame.startsWith(FILE)) {
      return filesHere ? ofFile(frame.substring(FILE.length())) : Optional.empty();
    }
    return urls.mistake(frame);
  }

  private static Optional<String> ofData(String frame) {
    int comma = frame.indexOf(',');
    String format = comma < 0 ? null : MEDIA_TYPES.get(frame.substring(DATA.length(), comma));
    if (format == null) {
      return Optional.of(
          "must begin with data:image/jpeg;base64, or the same with image/png or image/webp");
    }
    if (frame.length() - comma - 1 > TOO_LARGE / 3 * 4 + 4) {
      return tooLarge();
    }
    byte[] image;
    try {
      image =
          Base64.getDecoder()
              .decode(frame.substring(comma + 1).getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      return Optional.of("must hold its image in Base64, and does not");
    }
    if (image.length >= TOO_LARGE) {
      return tooLarge();
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
      return ofImage(ImageHead.read(in), format);
    } catch (IOException e) {
      return unreadable();
    }
  }

  private Optional<String> ofFile(String name) {
    if (dir.isEmpty()) {
      return Optional.of("names a file, but frames.dir is not set");
    }
    try {
      Path root = dir.get().toRealPath();
      Path path = root.resolve(name).normalize();
      // Twice: as written, so that a way out is not told from a missing file; and behind its links.
      if (!path.startsWith(root) || (Files.exists(path) && !path.toRealPath().startsWith(root))) {
        return Optional.of("must name a file below frames.dir");
      }
      if (!Files.isRegularFile(path)) {
        return Optional.of("names a file that is not in frames.dir: " + shown(name));
      }
      return ofFile(path);
    } catch (InvalidPathException e) {
      return Optional.of("must name a file below frames.dir");
    } catch (IOException e) {
      return Optional.of("names a file that cannot be read: " + shown(name));
    }
  }

  private static Optional<String> ofFile(Path path) throws IOException {
    if (Files.size(path) >= TOO_LARGE) {
      return tooLarge();
    }
    try (ImageInputStream in = new FileImageInputStream(path.toFile())) {
      return ofImage(ImageHead.read(in), null);
    }
  }

  /** Judges what was read; {@code claimed} is the format that a data URL promised, or null. */
  private static Optional<String> ofImage(Optional<ImageHead> read, String claimed) {
    if (read.isEmpty()) {
      return unreadable();
    }
    ImageHead image = read.get();
    if (!FORMATS.contains(image.format())) {
      return Optional.of("must be a JPEG, PNG or WebP image; it is " + image.format());
    }
    if (claimed != null && !claimed.equals(image.format())) {
      return Optional.of("says image/" + claimed + ", and its image is " + image.format());
    }
    long width = image.width();
    long height = image.height();
    String size = "; it is " + width + "x" + height;
    if (Math.min(width, height) <= 300) {
      return Optional.of("must be more than 300 pixels on its shorter side" + size);
    }
    if (width * 5 < height * 2 || height * 5 < width * 2) {
      return Optional.of("must be between 2:5 and 5:2 in shape" + size);
    }
    return Optional.empty();
  }

  private static Optional<String> tooLarge() {
    return Optional.of("must be under 20 MB");
  }

  private static Optional<String> unreadable() {
    return Optional.of("must be a JPEG, PNG or WebP image, and cannot be read as one");
  }

  private static String shown(String name) {
    return name.length() > 200 ? name.substring(0, 200) + "..." : name;
  }
}
