package dev.keyframed;

import dev.keyframed.port.Health;

/** Whether the daemon is up, and still means to be. Thread-safe. */
final class Lifecycle implements Health {
  private volatile boolean started;
  private volatile Status status = Status.unwell("starting");

  void started() {
    started = true;
    status = Status.well("running");
  }

  /** Whether it has been up once. */
  boolean isStarted() {
    return started;
  }

  void draining() {
    status = Status.unwell("stopping: takes no new jobs");
  }

  @Override
  public String name() {
    return "lifecycle";
  }

  @Override
  public Status status() {
    return status;
  }
}
