package dev.keyframed.callback;

import dev.keyframed.port.Health;

/**
 * Whether the world's way in works, as it was found last. It is shown and decides nothing: a daemon
 * that is taken out of a balancer because nobody reaches it would never be reached again.
 * Thread-safe.
 */
public final class SelfCheckHealth implements Health {
  private volatile Status status = Status.well("not checked yet");

  void found(boolean reachable, String text) {
    status = new Status(reachable, text);
  }

  @Override
  public String name() {
    return "callback_url";
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
