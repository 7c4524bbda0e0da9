package dev.keyframed.service.management;

import dev.keyframed.port.Health;
import dev.keyframed.support.metrics.TroubleRegister;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports every current trouble of this node. It does not decide readiness: the parts concerned do.
 */
public final class TroubleHealth implements Health {
  private final TroubleRegister register;

  /** Creates a check that reports the troubles of that register. */
  public TroubleHealth(TroubleRegister register) {
    this.register = register;
  }

  @Override
  public String name() {
    return "trouble";
  }

  @Override
  public HealthStatus status() {
    List<TroubleRegister.ActiveTrouble> lasting = register.lasting();
    return lasting.isEmpty()
        ? HealthStatus.well("none")
        : HealthStatus.unwell(
            lasting.stream()
                .map(
                    trouble ->
                        "%s since %s: %s"
                            .formatted(trouble.with().label(), trouble.since(), trouble.words()))
                .collect(Collectors.joining("; ")));
  }

  @Override
  public boolean decidesReadiness() {
    return false;
  }
}
