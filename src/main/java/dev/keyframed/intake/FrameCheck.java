package dev.keyframed.intake;

import dev.keyframed.frame.DataUrl;
import dev.keyframed.frame.FrameDirectory;
import dev.keyframed.frame.FrameForm;
import dev.keyframed.frame.FrameImage;
import dev.keyframed.frame.UnusableFrameException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sees whether a frame is one that the provider takes, and writes it in the form that it documents.
 * A data URL and a file are read; a public URL is only looked at. Blocks: for a worker thread.
 * Thread-safe.
 */
final class FrameCheck {
  private final FrameDirectory files;
  private final boolean filesHere;
  private final FrameUrl urls;

  FrameCheck(Optional<Path> dir, boolean allowPrivateAddresses) {
    this(dir, true, allowPrivateAddresses);
  }

  private FrameCheck(Optional<Path> dir, boolean filesHere, boolean allowPrivateAddresses) {
    this.files = new FrameDirectory(dir);
    this.filesHere = filesHere;
    this.urls = new FrameUrl(allowPrivateAddresses);
  }

  /** Leaves files to a check on the machine where they lie. */
  static FrameCheck withoutFiles(boolean allowPrivateAddresses) {
    return new FrameCheck(Optional.empty(), false, allowPrivateAddresses);
  }

  /**
   * The frame as it is to be stored; mostly itself.
   *
   * @throws UnusableFrameException what is wrong about it, without a word of its content
   */
  String normal(String frame) throws UnusableFrameException {
    switch (FrameForm.of(frame)) {
      case DATA:
        return DataUrl.normal(frame);
      case FILE:
        String name = FrameForm.FILE.rest(frame);
        if (filesHere) {
          checkFile(name);
        }
        return FrameForm.file(name);
      case URL:
      default:
        urls.check(frame);
        return frame;
    }
  }

  private void checkFile(String name) throws UnusableFrameException {
    try (InputStream in = files.open(name)) {
      FrameImage.check(in);
    } catch (UnusableFrameException e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableFrameException("names a file that cannot be read", e);
    }
  }
}
