package dev.keyframed.adapter.embedded;

import java.io.IOException;

/** Says that another user may have prepared the folder of an embedded Redis. */
public final class RedisFolderPlantedException extends IOException {
  private static final long serialVersionUID = 1;

  RedisFolderPlantedException(String reason) {
    super(reason + ": not used; remove it, or set data_dir to a folder of this user");
  }
}
