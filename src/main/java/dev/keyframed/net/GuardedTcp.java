package dev.keyframed.net;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.TcpConfig;
import java.util.Optional;

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

  /** The visitor that the doorkeeper admitted on that connection; empty where nobody was asked. */
  public static Optional<Doorkeeper.Visitor> visitor(HttpConnection connection) {
    return connection instanceof HttpServerConnection served
        ? VisitorHandler.visitor(served.channelHandlerContext().channel())
        : Optional.empty();
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
