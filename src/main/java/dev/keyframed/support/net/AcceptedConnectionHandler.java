package dev.keyframed.support.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Counts the bytes received on a connection, and can close it from outside. It is the first handler
 * of the connection. TLS bytes are therefore counted too, and closing waits for no closing message.
 */
final class AcceptedConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<AcceptFilter.AcceptedConnection> VISITOR =
      AttributeKey.valueOf(AcceptedConnectionHandler.class, "visitor");

  private AcceptFilter.AcceptedConnection visitor;
  private volatile ChannelHandlerContext added;
  private volatile boolean out;

  /** Starts to count for a visitor, before any data has arrived. */
  void admitted(AcceptFilter.AcceptedConnection admitted, Channel connection) {
    visitor = admitted;
    connection.attr(VISITOR).set(admitted);
    connection.closeFuture().addListener(closed -> admitted.left());
    connection.pipeline().addFirst(this);
  }

  static Optional<AcceptFilter.AcceptedConnection> visitor(Channel connection) {
    return Optional.ofNullable(connection.attr(VISITOR).get());
  }

  /**
   * Closes the connection. Callable on any thread, also before an event loop has the connection.
   */
  void putOut() {
    out = true;
    ChannelHandlerContext context = added;
    if (context != null) {
      close(context);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    added = context;
    if (out) {
      close(context);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    if (out) {
      ReferenceCountUtil.release(message);
      return;
    }
    context.fireChannelRead(message);
    if (!visitor.sent(bytes)) {
      putOut();
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }
}
