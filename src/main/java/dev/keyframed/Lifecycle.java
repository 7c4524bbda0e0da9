package dev.keyframed;

import dev.keyframed.port.Health;

/** Whether the daemon is up, and still means to be. Thread-safe. */
final class Lifecycle implements Health {
  private volatile Status status = Status.unwell("starting");

  void started() {
    status = Status.well("running");
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
