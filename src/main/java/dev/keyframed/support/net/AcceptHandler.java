package dev.keyframed.support.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;

/**
 * Applies a {@link AcceptFilter} to every connection that a server accepts. It is a handler of the
 * server's own channel, whose messages are the accepted connections.
 */
@Sharable
final class AcceptHandler extends ChannelInboundHandlerAdapter {
  private final AcceptFilter filter;

  AcceptHandler(AcceptFilter filter) {
    this.filter = filter;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    AcceptedConnectionHandler handler = new AcceptedConnectionHandler();
    Optional<AcceptFilter.AcceptedConnection> admitted =
        filter.admit(connection.remoteAddress(), handler::forceClose);
    if (admitted.isPresent()) {
      handler.admitted(admitted.get(), connection);
      context.fireChannelRead(connection);
    } else {
      connection.unsafe().closeForcibly(); // as Netty's own acceptor does: no event loop has it yet
    }
  }
}
