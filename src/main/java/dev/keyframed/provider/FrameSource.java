package dev.keyframed.provider;

import dev.keyframed.job.Request;
import dev.keyframed.port.Frames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Puts frames that are named as {@code file:NAME} into the request itself, as data URLs; the
 * provider cannot read our disk. URLs and data URLs stay as they are. Thread-safe.
 */
public final class FrameSource implements Frames {
  private static final String SCHEME = "file:";

  /** provider-api: frames are under 20 MB. */
  private static final int LIMIT = 20 << 20;

  private static final int PIECE = 1 << 16;

  /** Bytes that tell what an image is. */
  private static final int HEAD = 12;

  private final Vertx vertx;
  private final Path directory;

  /**
   * Frames below that directory.
   *
   * @param directory {@code frames.dir}, or null: then no frame may be a file
   */
  public FrameSource(Vertx vertx, Path directory) {
    this.vertx = vertx;
    this.directory = directory;
  }

  /**
   * The request in a form that the provider can read. Reads files off the event loop.
   *
   * @return fails with {@link UnreadableFrameException} where a file is not there, lies elsewhere
   *     or is no image: a mistake of the job
   */
  @Override
  public Future<Request> inline(Request request) {
    if (!isFile(request.firstFrame()) && !isFile(request.lastFrame())) {
      return Future.succeededFuture(request);
    }
    return vertx.executeBlocking(() -> read(request), false);
  }

  private Request read(Request request) throws UnreadableFrameException {
    return new Request(
        request.model(),
        request.prompt(),
        read("first_frame_image", request.firstFrame()),
        read("last_frame_image", request.lastFrame()),
        request.promptOptimizer(),
        request.duration(),
        request.resolution());
  }

  private String read(String field, String frame) throws UnreadableFrameException {
    if (!isFile(frame)) {
      return frame;
    }
    try {
      return dataUrl(frame.substring(SCHEME.length()));
    } catch (IOException | InvalidPathException cause) {
      throw new UnreadableFrameException(field, cause);
    }
  }

  private String dataUrl(String name) throws IOException {
    if (directory == null) {
      throw new IOException("frames.dir is not set");
    }
    // Of what the links lead to: a link in the directory must not lead out of it.
    Path root = directory.toRealPath();
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root) || !file.toRealPath().startsWith(root)) {
      throw new IOException("not below frames.dir");
    }
    Path real = file.toRealPath();
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a file");
    }
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      return dataUrl(in, Files.size(real));
    }
  }

  /** Piece by piece: of a large image no more is in memory than the URL itself, twice. */
  private static String dataUrl(InputStream in, long size) throws IOException {
    if (size >= LIMIT) {
      throw new IOException("not under 20 MB");
    }
    byte[] head = in.readNBytes(HEAD);
    String begin = "data:" + mediaType(head) + ";base64,";
    ByteArrayOutputStream url = new ByteArrayOutputStream(begin.length() + (int) size / 3 * 4 + 4);
    url.writeBytes(begin.getBytes(StandardCharsets.US_ASCII));
    try (OutputStream encoded = Base64.getEncoder().wrap(url)) {
      encoded.write(head);
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        encoded.write(piece, 0, read);
        if (url.size() >= LIMIT / 3 * 4) { // it has grown since
          throw new IOException("not under 20 MB");
        }
      }
    }
    return url.toString(StandardCharsets.US_ASCII);
  }

  private static String mediaType(byte[] bytes) throws IOException {
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("\u0089PNG")) {
      return "image/png";
    }
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
      return "image/webp";
    }
    throw new IOException("neither JPEG, PNG nor WebP");
  }

  private static boolean isFile(String frame) {
    return frame != null && frame.startsWith(SCHEME);
  }

  /** A frame that cannot be read; the message names the field and never a path outside. */
  public static final class UnreadableFrameException extends Exception {
    UnreadableFrameException(String field, Exception cause) {
      super(field + ": " + reason(cause), cause);
    }

    /** What the file system says names the path. */
    private static String reason(Exception cause) {
      return cause instanceof FileSystemException
          ? "no such file, or not to be read"
          : String.valueOf(cause.getMessage());
    }
  }
}
