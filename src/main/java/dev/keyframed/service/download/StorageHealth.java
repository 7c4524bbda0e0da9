package dev.keyframed.service.download;

import dev.keyframed.port.Health;
import dev.keyframed.service.download.StorageProbe.ProbeResult;

/**
 * Reports whether there is space for videos. It does not decide readiness: without space, callbacks
 * must still be answered. Thread-safe.
 */
public final class StorageHealth implements Health {
  private volatile HealthStatus status = HealthStatus.unwell("not checked yet");

  void found(ProbeResult found) {
    status = found.well() ? HealthStatus.well(found.words()) : HealthStatus.unwell(found.words());
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
  public HealthStatus status() {
    return status;
  }

  @Override
  public boolean decidesReadiness() {
    return false;
  }
}
