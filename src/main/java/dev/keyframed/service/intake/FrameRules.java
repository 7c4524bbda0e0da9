package dev.keyframed.service.intake;

import dev.keyframed.support.frame.DataUrl;
import dev.keyframed.support.frame.FrameDirectory;
import dev.keyframed.support.frame.FrameForm;
import dev.keyframed.support.frame.FrameImage;
import dev.keyframed.support.frame.UnusableFrameException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks whether the provider takes a frame, and writes it in the provider's form. Data URLs and
 * files are read. The text of a public URL is checked, and nothing is fetched. Blocks: for a worker
 * thread. Thread-safe.
 */
final class FrameRules {
  private final FrameDirectory files;
  private final boolean filesHere;
  private final FrameUrl urls;

  FrameRules(Optional<Path> dir, boolean allowPrivateAddresses) {
    this(dir, true, allowPrivateAddresses);
  }

  private FrameRules(Optional<Path> dir, boolean filesHere, boolean allowPrivateAddresses) {
    this.files = new FrameDirectory(dir);
    this.filesHere = filesHere;
    this.urls = new FrameUrl(allowPrivateAddresses);
  }

  /** Creates a check that leaves files to the machine that has them. */
  static FrameRules withoutFiles(boolean allowPrivateAddresses) {
    return new FrameRules(Optional.empty(), false, allowPrivateAddresses);
  }

  /**
   * Returns the frame in the form to store, which is mostly the given one.
   *
   * @throws UnusableFrameException if it cannot be used. The message shows nothing of its content
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
      throw new UnusableFrameException("names a file that is not readable", e);
    }
  }
}
