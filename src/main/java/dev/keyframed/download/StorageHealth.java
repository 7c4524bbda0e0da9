package dev.keyframed.download;

import dev.keyframed.download.StorageProbe.Found;
import dev.keyframed.port.Health;

/**
 * Whether there is room for videos. It does not decide readiness: without room, callbacks are still
 * to be answered. Thread-safe.
 */
public final class StorageHealth implements Health {
  private volatile Status status = Status.unwell("not looked at yet");

  void found(Found found) {
    status = found.well() ? Status.well(found.words()) : Status.unwell(found.words());
  }

  /** Whether a job may be submitted whose video must be stored. */
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
