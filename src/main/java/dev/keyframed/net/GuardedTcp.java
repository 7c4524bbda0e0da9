package dev.keyframed.net;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.TcpConfig;
import java.util.Optional;

/**
 * Configures TCP for a server with a {@link Doorkeeper}. It takes effect only if Vert.x was built
 * with a {@link GuardedTransport}.
 */
public final class GuardedTcp extends TcpConfig {
  private final Doorkeeper doorkeeper;

  /** Creates a configuration that asks the given doorkeeper. */
  public GuardedTcp(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /** Returns the visitor admitted on a connection, or empty if no doorkeeper was asked. */
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
