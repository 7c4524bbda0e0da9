package dev.keyframed.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;

/** Stands in a server's own channel, whose messages are the connections it has accepted. */
@Sharable
final class Door extends ChannelInboundHandlerAdapter {
  private final Doorkeeper doorkeeper;

  Door(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    VisitorHandler handler = new VisitorHandler();
    Optional<Doorkeeper.Visitor> visitor =
        doorkeeper.admit(connection.remoteAddress(), handler::putOut);
    if (visitor.isPresent()) {
      handler.admitted(visitor.get(), connection);
      context.fireChannelRead(connection);
    } else {
      connection
          .unsafe()
          .closeForcibly(); // as Netty's own acceptor does: it is no event loop's yet
    }
  }
}
