package dev.keyframed.support.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;

/**
 * Wraps a transport so that servers ask their {@link AcceptFilter}, if they have one. Vert.x itself
 * reports a connection only after its handshake. A connection whose handshake never ends would not
 * be counted.
 */
public final class FilteringTransport implements Transport {
  private final Transport usual;
  private final int apart;

  private FilteringTransport(Transport usual, int apart) {
    this.usual = usual;
    this.apart = apart;
  }

  /**
   * Returns the platform's native transport if available, else NIO, for {@code
   * VertxBuilder.withTransport}.
   *
   * @param apart how many event loops to create for {@link EventLoops#apart}, in addition to those
   *     that Vert.x asks for
   */
  public static io.vertx.core.transport.Transport fastest(int apart) {
    return of(platform(), apart);
  }

  private static io.vertx.core.transport.Transport platform() {
    io.vertx.core.transport.Transport own = io.vertx.core.transport.Transport.nativeTransport();
    return own != null && own.available() ? own : io.vertx.core.transport.Transport.NIO;
  }

  /** Checks whether this platform can connect to Unix sockets. */
  public static boolean hasSockets() {
    return platform().implementation().supportsDomainSockets();
  }

  private static io.vertx.core.transport.Transport of(
      io.vertx.core.transport.Transport usual, int apart) {
    Transport guarded = new FilteringTransport(usual.implementation(), apart);
    return new io.vertx.core.transport.Transport() {
      @Override
      public String name() {
        return usual.name();
      }

      @Override
      public boolean available() {
        return usual.available();
      }

      @Override
      public Throwable unavailabilityCause() {
        return usual.unavailabilityCause();
      }

      @Override
      public Transport implementation() {
        return guarded;
      }
    };
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
    usual.configure(config, domainSocket, bootstrap);
    if (config instanceof FilteringTcpConfig guarded) {
      bootstrap.handler(new AcceptHandler(guarded.filter()));
    }
  }

  @Override
  public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
    usual.configure(config, domainSocket, bootstrap);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    usual.configure(channel, options);
  }

  @Override
  public boolean supportsDomainSockets() {
    return usual.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return usual.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return usual.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return usual.unavailabilityCause();
  }

  @Override
  public java.net.SocketAddress convert(SocketAddress address) {
    return usual.convert(address);
  }

  @Override
  public SocketAddress convert(java.net.SocketAddress address) {
    return usual.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return usual.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(
      int type, int threads, ThreadFactory threadFactory, int ioRatio) {
    return type == IO_EVENT_LOOP_GROUP && apart > 0
        ? new SplitEventLoopGroup(threads, apart, threadFactory, ioHandlerFactory())
        : usual.eventLoopGroup(type, threads, threadFactory, ioRatio);
  }

  @Override
  @SuppressWarnings("deprecation") // Vert.x's own interface has the old type
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return usual.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return usual.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return usual.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return usual.serverChannelFactory(domainSocket);
  }
}
