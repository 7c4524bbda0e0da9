package dev.keyframed.support.net;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.TcpConfig;
import java.util.Optional;

/**
 * Configures TCP for a server with a {@link AcceptFilter}. It takes effect only if Vert.x was built
 * with a {@link FilteringTransport}.
 */
public final class FilteringTcpConfig extends TcpConfig {
  private final AcceptFilter doorkeeper;

  /** Creates a configuration that asks the given doorkeeper. */
  public FilteringTcpConfig(AcceptFilter doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  /** Returns the visitor admitted on a connection, or empty if no doorkeeper was asked. */
  public static Optional<AcceptFilter.AcceptedConnection> visitor(HttpConnection connection) {
    return connection instanceof HttpServerConnection served
        ? AcceptedConnectionHandler.visitor(served.channelHandlerContext().channel())
        : Optional.empty();
  }

  private FilteringTcpConfig(FilteringTcpConfig other) {
    super(other);
    this.doorkeeper = other.doorkeeper;
  }

  @Override
  protected FilteringTcpConfig copy() {
    return new FilteringTcpConfig(this);
  }

  AcceptFilter doorkeeper() {
    return doorkeeper;
  }
}
