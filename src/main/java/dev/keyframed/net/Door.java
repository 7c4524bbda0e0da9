package dev.keyframed.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;

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
    SocketAddress peer = connection.remoteAddress();
    if (doorkeeper.admit(peer)) {
      connection.closeFuture().addListener(closed -> doorkeeper.leave(peer));
      context.fireChannelRead(connection);
    } else {
      connection
          .unsafe()
          .closeForcibly(); // as Netty's own acceptor does: it is no event loop's yet
    }
  }
}
