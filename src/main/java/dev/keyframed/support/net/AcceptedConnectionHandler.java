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
  private static final AttributeKey<AcceptFilter.AcceptedConnection> ADMITTED =
      AttributeKey.valueOf(AcceptedConnectionHandler.class, "admitted");

  private AcceptFilter.AcceptedConnection admitted;
  private volatile ChannelHandlerContext added;
  private volatile boolean closing;

  /** Starts to count for an admitted connection, before any data has arrived. */
  void admitted(AcceptFilter.AcceptedConnection accepted, Channel connection) {
    admitted = accepted;
    connection.attr(ADMITTED).set(accepted);
    connection.closeFuture().addListener(closed -> accepted.closed());
    connection.pipeline().addFirst(this);
  }

  static Optional<AcceptFilter.AcceptedConnection> admitted(Channel connection) {
    return Optional.ofNullable(connection.attr(ADMITTED).get());
  }

  /**
   * Closes the connection. Callable on any thread, also before an event loop has the connection.
   */
  void forceClose() {
    closing = true;
    ChannelHandlerContext context = added;
    if (context != null) {
      close(context);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    added = context;
    if (closing) {
      close(context);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    if (closing) {
      ReferenceCountUtil.release(message);
      return;
    }
    context.fireChannelRead(message);
    if (!admitted.received(bytes)) {
      forceClose();
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }
}
