package dev.keyframed.adapter.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reports that the data of an embedded Redis is in use by another daemon. Waiting does not help.
 */
public final class RedisFolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  RedisFolderInUseException(Path dir, String pid) {
    super(
        "the embedded Redis of %s is in use by a running daemon, pid %s: stop that daemon, or give this one a data_dir of its own"
            .formatted(dir, pid));
  }
}
