package dev.keyframed.systemd;

import dev.keyframed.text.PlainLine;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager how the daemon is (sd_notify(3)). Where there is none, every call does
 * nothing. Thread-safe; messages arrive in the order of the calls, and a lost one is logged only.
 *
 * <p>It has a thread of its own, so that the last words can be said when Vert.x is closed.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final int LONGEST = 500;
  private static final String SOCKET = "NOTIFY_SOCKET";

  /** For a message that waits for a slow reader. */
  private static final int FAREWELL = 2;

  /** For the rest of the start, counted from the last time that it was said to go on. */
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);

  /** Some times longer than from one such word to the next. */
  private static final Duration WAITING = Duration.ofSeconds(30);

  private final Channel channel;

  /** That channel's, whose loop ends with it; null where nobody listens. */
  private Notifier(Channel channel) {
    this.channel = channel;
  }

  /**
   * Connects to the socket that {@code $NOTIFY_SOCKET} names, a path or, after an {@code @}, an
   * abstract name. Blocks for a moment.
   */
  public static Notifier open(Map<String, String> environment) {
    String socket = environment.getOrDefault(SOCKET, "");
    if (socket.isEmpty()) {
      return new Notifier(null);
    }
    if (!Epoll.isAvailable()) {
      log.warn("${} cannot be served without epoll: the unit must not be Type=notify", SOCKET);
      return new Notifier(null);
    }
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("service-notifier", true), EpollIoHandler.newFactory());
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(address(socket))
            .awaitUninterruptibly();
    Notifier notifier = new Notifier(connected.channel());
    if (!connected.isSuccess()) {
      log.warn("${} does not answer: {}", SOCKET, connected.cause().toString());
      notifier.close();
      return new Notifier(null);
    }
    return notifier;
  }

  /** Linux marks an abstract name by a NUL; in the environment, where none can be, it is an at. */
  private static DomainSocketAddress address(String socket) {
    return new DomainSocketAddress(socket.replaceFirst("^@", "\0"));
  }

  /** Whether somebody listens. */
  public boolean isHeard() {
    return channel != null;
  }

  /** The daemon is not up yet, and that is no fault: to be said more often than every minute. */
  public void starting() {
    tell("STATUS=starting: the embedded Redis reads its data\n" + within(STARTED_WITHIN));
  }

  /** The daemon is up, or has taken over its new configuration. */
  public void ready() {
    tell("READY=1");
  }

  /** How it goes, in one line for people. */
  public void status(String line) {
    tell("STATUS=" + line(line));
  }

  private static String line(String text) {
    return PlainLine.of(text, LONGEST);
  }

  /** It waits for something before it can be up: that is not to count as too long a start. */
  public void waiting(String what) {
    tell(within(WAITING) + "\nSTATUS=waiting: " + line(what));
  }

  /** The configuration is read again, until {@link #ready()} is said. */
  public void reloading() {
    // HotSpot's nanoTime is CLOCK_MONOTONIC, which the service manager compares with its own.
    tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  /** The daemon begins to stop, which may take so long, whatever the unit says. */
  public void stopping(Duration longest) {
    tell("STOPPING=1\nSTATUS=stopping: open creations are answered and stored\n" + within(longest));
  }

  private static String within(Duration time) {
    return "EXTEND_TIMEOUT_USEC=" + TimeUnit.MILLISECONDS.toMicros(time.toMillis());
  }

  /** It lives. */
  void alive() {
    tell("WATCHDOG=1");
  }

  private void tell(String message) {
    if (channel == null) {
      return;
    }
    channel
        .writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                log.warn("the service manager was not told: {}", sent.cause().toString());
              }
            });
  }

  /** Waits until all was said. */
  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    channel.close().awaitUninterruptibly(FAREWELL, TimeUnit.SECONDS);
    channel
        .eventLoop()
        .parent()
        .shutdownGracefully(0, FAREWELL, TimeUnit.SECONDS)
        .awaitUninterruptibly(FAREWELL, TimeUnit.SECONDS);
  }
}
