package dev.keyframed.adapter.systemd;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Receives the messages that a daemon sends to the service manager. */
public final class FakeServiceManager implements AutoCloseable {
  private static final int PATIENCE = 60;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel channel;

  /** Binds the socket to a path, or to an abstract name if the address begins with a NUL. */
  public FakeServiceManager(String address) {
    channel =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(
                new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                  @Override
                  protected void channelRead0(
                      ChannelHandlerContext context, DomainDatagramPacket packet) {
                    heard.add(packet.content().toString(StandardCharsets.UTF_8));
                  }
                })
            .bind(new DomainSocketAddress(address))
            .syncUninterruptibly()
            .channel();
  }

  /** Waits for the next message and returns it. */
  public String next() throws InterruptedException {
    return next("");
  }

  /**
   * Waits for the next message with that beginning, skipping others; they do not extend the
   * time-out.
   */
  public String next(String beginning) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE);
    String message;
    do {
      message = heard.poll(end - System.nanoTime(), NANOSECONDS);
    } while (message != null && !message.startsWith(beginning));
    if (message == null) {
      throw new AssertionError("no message in time that begins with: " + beginning);
    }
    return message;
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, SECONDS).syncUninterruptibly();
  }
}
