package dev.keyframed.adapter.systemd;

import dev.keyframed.support.text.PlainLine;
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
 * Sends the state of the daemon to the service manager (sd_notify(3)).
 *
 * <p>Without a service manager every call does nothing. Thread-safe. Messages arrive in the order
 * of the calls; a lost message is only logged.
 *
 * <p>The sender has a thread of its own, so that the last message can be sent after Vert.x is
 * closed.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final int LONGEST = 500;
  private static final String SOCKET = "NOTIFY_SOCKET";

  /** Limits the wait for a message that a slow reader has not taken yet. */
  private static final int CLOSE_TIMEOUT_SECONDS = 2;

  /**
   * Extends the start-up time-out, counted from the latest message that the start goes on. Longer
   * than the 75 s after which the daemon gives up a start.
   */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  /** Extends the start-up time-out by several times the interval between two such messages. */
  private static final Duration REDIS_WAIT_EXTENSION = Duration.ofSeconds(30);

  private final Channel channel;

  /**
   * Creates a notifier that owns the channel and its event loop; null without a service manager.
   */
  private Notifier(Channel channel) {
    this.channel = channel;
  }

  /**
   * Connects to the socket that {@code $NOTIFY_SOCKET} names. Blocks briefly.
   *
   * <p>The value is a path or, after an {@code @}, an abstract name. If the socket cannot be used,
   * a warning is logged and the notifier does nothing.
   */
  public static Notifier open(Map<String, String> environment) {
    String socket = environment.getOrDefault(SOCKET, "");
    if (socket.isEmpty()) {
      return new Notifier(null);
    }
    if (!Epoll.isAvailable()) {
      log.warn("${} cannot be used without epoll: the unit must not be Type=notify", SOCKET);
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
      log.warn("cannot connect to ${}: {}", SOCKET, connected.cause().toString());
      notifier.close();
      return new Notifier(null);
    }
    return notifier;
  }

  /**
   * Returns the address of a socket; an {@code @} in the environment stands for Linux's leading
   * NUL.
   */
  private static DomainSocketAddress address(String socket) {
    return new DomainSocketAddress(socket.replaceFirst("^@", "\0"));
  }

  /** Returns whether a service manager is connected. */
  public boolean isConnected() {
    return channel != null;
  }

  /**
   * Reports that the embedded Redis still loads its data; to be repeated more often than every
   * minute.
   */
  public void starting() {
    send("STATUS=starting: the embedded Redis loads its data\n" + within(START_TIMEOUT));
  }

  /** Reports that the daemon is ready, after its start or after a reload. */
  public void ready() {
    send("READY=1");
  }

  /** Sends a status line for people; line breaks are replaced and long lines are cut. */
  public void status(String line) {
    send("STATUS=" + line(line));
  }

  private static String line(String text) {
    return PlainLine.of(text, LONGEST);
  }

  /** Reports what the start waits for, and extends the start-up time-out by 30 seconds. */
  public void waiting(String what) {
    send(within(REDIS_WAIT_EXTENSION) + "\nSTATUS=waiting: " + line(what));
  }

  /** Reports that a reload has begun; it ends with {@link #ready()}. */
  public void reloading() {
    // HotSpot's nanoTime is CLOCK_MONOTONIC, which the service manager compares with its own time.
    send("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  /** Reports that the stop has begun, and how long it may take, whatever the unit configures. */
  public void stopping(Duration longest) {
    send("STOPPING=1\nSTATUS=stopping: open creations are answered and stored\n" + within(longest));
  }

  private static String within(Duration time) {
    return "EXTEND_TIMEOUT_USEC=" + TimeUnit.MILLISECONDS.toMicros(time.toMillis());
  }

  /** Sends the watchdog ping. */
  void alive() {
    send("WATCHDOG=1");
  }

  private void send(String message) {
    if (channel == null) {
      return;
    }
    channel
        .writeAndFlush(Unpooled.copiedBuffer(message, StandardCharsets.UTF_8))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                log.warn("cannot notify the service manager: {}", sent.cause().toString());
              }
            });
  }

  /** Closes the socket, after waiting up to a few seconds for messages that are not sent yet. */
  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    channel.close().awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    channel
        .eventLoop()
        .parent()
        .shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
