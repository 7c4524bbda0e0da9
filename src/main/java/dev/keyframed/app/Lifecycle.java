package dev.keyframed.app;

import dev.keyframed.port.Health;

/** Reports in the health check whether the daemon is starting, running or stopping. Thread-safe. */
final class Lifecycle implements Health {
  private volatile boolean started;
  private volatile HealthStatus status = HealthStatus.unwell("starting");

  void started() {
    started = true;
    status = HealthStatus.well("running");
  }

  /** Returns whether the daemon has been started completely once. */
  boolean isStarted() {
    return started;
  }

  void draining() {
    status = HealthStatus.unwell("stopping: takes no new jobs");
  }

  @Override
  public String name() {
    return "lifecycle";
  }

  @Override
  public HealthStatus status() {
    return status;
  }
}
