package dev.keyframed.net;

import io.vertx.core.net.TcpConfig;

/**
 * TCP as usual, with somebody at the door: heeded where Vert.x was built with a {@link
 * GuardedTransport}.
 */
public final class GuardedTcp extends TcpConfig {
  private final Doorkeeper doorkeeper;

  /** Guarded by that one. */
  public GuardedTcp(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  private GuardedTcp(GuardedTcp other) {
    super(other);
    this.doorkeeper = other.doorkeeper;
  }

  @Override
  protected GuardedTcp copy() {
    return new GuardedTcp(this);
  }

  Doorkeeper doorkeeper() {
    return doorkeeper;
  }
}
