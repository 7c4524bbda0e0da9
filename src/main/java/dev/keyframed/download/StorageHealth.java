package dev.keyframed.download;

import dev.keyframed.download.StorageProbe.Found;
import dev.keyframed.port.Health;

/**
 * Reports whether there is space for videos. It does not decide readiness: without space, callbacks
 * must still be answered. Thread-safe.
 */
public final class StorageHealth implements Health {
  private volatile Status status = Status.unwell("not checked yet");

  void found(Found found) {
    status = found.well() ? Status.well(found.words()) : Status.unwell(found.words());
  }

  /** Checks whether a job may be submitted whose video must be stored. */
  public boolean hasRoom() {
    return status.well();
  }

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public boolean decidesReadiness() {
    return false;
  }
}
