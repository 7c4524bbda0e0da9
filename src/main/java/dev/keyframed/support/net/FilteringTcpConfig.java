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
  private final AcceptFilter filter;

  /** Creates a configuration with the given filter. */
  public FilteringTcpConfig(AcceptFilter filter) {
    this.filter = filter;
  }

  /** Returns the admitted connection, or empty if there is no filter. */
  public static Optional<AcceptFilter.AcceptedConnection> admitted(HttpConnection connection) {
    return connection instanceof HttpServerConnection served
        ? AcceptedConnectionHandler.admitted(served.channelHandlerContext().channel())
        : Optional.empty();
  }

  private FilteringTcpConfig(FilteringTcpConfig other) {
    super(other);
    this.filter = other.filter;
  }

  @Override
  protected FilteringTcpConfig copy() {
    return new FilteringTcpConfig(this);
  }

  AcceptFilter filter() {
    return filter;
  }
}
