package dev.keyframed.adapter.minimax;

import dev.keyframed.job.GenerationRequest;
import dev.keyframed.port.Frames;
import dev.keyframed.support.frame.DataUrl;
import dev.keyframed.support.frame.FrameDirectory;
import dev.keyframed.support.frame.FrameForm;
import dev.keyframed.support.frame.FrameImage;
import dev.keyframed.support.frame.FrameLimits;
import dev.keyframed.support.frame.ImageFormat;
import dev.keyframed.support.frame.UnusableFrameException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Replaces frames named as {@code file:NAME} by data URLs, since the provider cannot read local
 * files. URLs and data URLs stay unchanged. Thread-safe.
 */
public final class FrameSource implements Frames {
  /** Characters of a data URL besides its image. */
  private static final int PREFIX_LENGTH = 40;

  private final Vertx vertx;
  private final FrameDirectory files;

  /**
   * Creates a source of frames below that directory.
   *
   * @param directory {@code frames.dir}, or null: then no frame may be a file
   */
  public FrameSource(Vertx vertx, Path directory) {
    this.vertx = vertx;
    this.files = new FrameDirectory(Optional.ofNullable(directory));
  }

  /**
   * Returns the request in a form that the provider can read. Reads files off the event loop.
   *
   * @return fails with {@link UnreadableFrameException} if a file is not found, is outside of the
   *     directory or is no image: a mistake of the job
   */
  @Override
  public Future<GenerationRequest> inline(GenerationRequest request) {
    if (!isFile(request.firstFrame()) && !isFile(request.lastFrame())) {
      return Future.succeededFuture(request);
    }
    return vertx.executeBlocking(() -> read(request), false);
  }

  private GenerationRequest read(GenerationRequest request) throws UnreadableFrameException {
    return new GenerationRequest(
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
    try (InputStream in = files.open(FrameForm.FILE.rest(frame))) {
      return dataUrl(in);
    } catch (UnusableFrameException cause) {
      throw new UnreadableFrameException(field, cause.getMessage(), cause);
    } catch (IOException cause) {
      throw new UnreadableFrameException(field, "names a file that is not readable", cause);
    }
  }

  /**
   * Reads a file once, so that the checked bytes are those that are sent, whatever becomes of the
   * file. In memory is at most the URL itself, twice.
   */
  private static String dataUrl(InputStream file) throws IOException {
    int size = Math.min(file.available(), FrameLimits.BYTES);
    BufferedInputStream in = new BufferedInputStream(file);
    in.mark(ImageFormat.HEAD);
    Optional<ImageFormat> format = ImageFormat.of(in.readNBytes(ImageFormat.HEAD));
    in.reset();
    ByteArrayOutputStream url = new ByteArrayOutputStream(PREFIX_LENGTH + size / 3 * 4);
    // An image of another format is refused below, before its URL is used.
    String begin = DataUrl.beginning(format.orElse(ImageFormat.JPEG));
    url.writeBytes(begin.getBytes(StandardCharsets.US_ASCII));
    try (OutputStream encoded = Base64.getEncoder().wrap(url)) {
      FrameImage.check(new CopyingStream(in, encoded));
    }
    return url.toString(StandardCharsets.US_ASCII);
  }

  private static boolean isFile(String frame) {
    return frame != null && FrameForm.of(frame) == FrameForm.FILE;
  }

  /** Copies to another stream the bytes that are read. */
  private static final class CopyingStream extends FilterInputStream {
    private final OutputStream copy;

    CopyingStream(InputStream in, OutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        copy.write(read);
      }
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        copy.write(target, offset, read);
      }
      return read;
    }
  }

  /** Reports a frame that is not readable. The message names the field and never a path outside. */
  public static final class UnreadableFrameException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableFrameException(String field, String reason, Exception cause) {
      super(field + ": " + reason, cause);
    }
  }
}
