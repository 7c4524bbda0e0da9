package dev.keyframed.sandbox;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Checks a frame by the provider's rules (src/docs/provider-api.md).
 *
 * <p>It must be decodable as JPG, JPEG, PNG or WebP, under 20 MB, its short side over 300 px, its
 * aspect ratio from 2:5 to 5:2.
 *
 * <p>A public URL is accepted unread, and represented by a picture made from the URL, since a
 * simulator connects to no other host. A URL of this machine is fetched. Slow and blocking; for a
 * worker thread.
 */
final class AcceptedFrameCheck {
  private static final int MOST_BYTES = 20_000_000;
  private static final int SHORTEST_SIDE = 300;
  private static final int FETCH_MILLIS = 3000;
  private static final Pattern DATA_URL =
      Pattern.compile("data:image/(jpeg|jpg|png|webp);base64,", Pattern.CASE_INSENSITIVE);
  private static final Set<String> FORMATS = Set.of("jpeg", "jpg", "png", "webp");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private AcceptedFrameCheck() {}

  /** Reports that a frame is refused, in the provider's words. */
  static final class FrameRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    FrameRefusedException(String reason) {
      super(reason);
    }
  }

  /**
   * Checks a frame and returns it.
   *
   * @param field its name in the request, for the refusal
   * @param image a data URL or a URL
   * @throws FrameRefusedException if it breaks a rule
   */
  static AcceptedFrame check(String field, String image) throws FrameRefusedException {
    Matcher data = DATA_URL.matcher(image);
    if (data.lookingAt()) return decoded(field, decode64(field, image.substring(data.end())));
    URI uri = uri(field, image);
    if (!THIS_MACHINE.contains(uri.getHost()))
      return new AcceptedFrame(Digest.sha256(image), Pictures.gradient(image.hashCode()));
    return decoded(field, fetch(field, uri));
  }

  private static byte[] decode64(String field, String base64) throws FrameRefusedException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new FrameRefusedException(field + " is not valid base64");
    }
  }

  private static URI uri(String field, String image) throws FrameRefusedException {
    try {
      URI uri = new URI(image);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) return uri;
    } catch (URISyntaxException e) {
      throw new FrameRefusedException(field + " is not a url");
    }
    throw new FrameRefusedException(field + " is neither a url nor a base64 image");
  }

  private static byte[] fetch(String field, URI uri) throws FrameRefusedException {
    try {
      URLConnection connection = uri.toURL().openConnection();
      connection.setConnectTimeout(FETCH_MILLIS);
      connection.setReadTimeout(FETCH_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return in.readNBytes(MOST_BYTES);
      }
    } catch (IOException e) {
      throw new FrameRefusedException("fail to download " + field);
    }
  }

  private static AcceptedFrame decoded(String field, byte[] content) throws FrameRefusedException {
    if (content.length >= MOST_BYTES)
      throw new FrameRefusedException(field + " must be under 20MB");
    BufferedImage image = read(field, content);
    int shorter = Math.min(image.getWidth(), image.getHeight());
    int longer = Math.max(image.getWidth(), image.getHeight());
    if (shorter <= SHORTEST_SIDE)
      throw new FrameRefusedException(field + " short side must be over 300px");
    if (longer * 2 > shorter * 5)
      throw new FrameRefusedException(field + " aspect ratio must be between 2:5 and 5:2");
    Buffer small = Pictures.png(Pictures.small(image));
    return new AcceptedFrame(Digest.sha256(content), small);
  }

  private static BufferedImage read(String field, byte[] content) throws FrameRefusedException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) throw new FrameRefusedException(field + " is not an image");
      ImageReader reader = readers.next();
      try {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
          throw new FrameRefusedException(field + " must be JPG, JPEG, PNG or WebP");
        }
        reader.setInput(in);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Image readers throw various exceptions for damaged pictures.
      throw new FrameRefusedException(field + " cannot be decoded");
    }
  }
}
