package dev.keyframed.service.selfcheck;

import dev.keyframed.port.Health;

/**
 * Reports the last finding of the self-check. It does not decide readiness: a balancer that removes
 * the daemon because its URL is not reachable would keep it unreachable. Thread-safe.
 */
public final class SelfCheckHealth implements Health {
  private volatile HealthStatus status = HealthStatus.well("not checked yet");

  void found(boolean reachable, String text) {
    status = new HealthStatus(reachable, text);
  }

  @Override
  public String name() {
    return "callback_url";
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
