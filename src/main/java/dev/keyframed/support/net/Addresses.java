package dev.keyframed.support.net;

import dev.keyframed.support.address.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Resolves host names, and refuses hosts outside the public internet. Connections go to the
 * resolved address, so that a name cannot point elsewhere a moment later. Thread-safe.
 */
public final class Addresses {
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

  /** Limits how many addresses of a host are tried: more would only take longer. */
  private static final int MOST_TRIED = 6;

  private static final String UNREACHABLE = "Network is unreachable";

  private final Vertx vertx;
  private final boolean allowPrivate;

  /**
   * Creates a resolver that uses the resolver of the machine.
   *
   * @param allowPrivate allows every address, for sandboxes
   */
  public Addresses(Vertx vertx, boolean allowPrivate) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
  }

  /**
   * Tries the addresses of a host in turn, until one accepts a connection.
   *
   * @param host a name, or an address as it is written in a URL
   * @param attempt connects to one address; the next address is tried only after a failure to
   *     connect
   * @return fails with {@link UnknownHostException} if the host has no address, with {@link
   *     NotPublicException} if one of them is not public, and with {@link ConnectException} if none
   *     accepts a connection; the messages are complete sentences
   */
  public <T> Future<T> connect(String host, int port, Function<SocketAddress, Future<T>> attempt) {
    return of(host, port)
        .compose(all -> first(host, new ArrayDeque<>(all), attempt, new ArrayList<>()));
  }

  private static <T> Future<T> first(
      String host,
      Queue<SocketAddress> left,
      Function<SocketAddress, Future<T>> attempt,
      List<String> refusals) {
    SocketAddress address = left.remove();
    return attempt
        .apply(address)
        .recover(
            cause -> {
              if (!isUnconnected(cause)) {
                return Future.failedFuture(cause);
              }
              refusals.add(address + " (" + words(cause) + ")");
              return left.isEmpty()
                  ? Future.failedFuture(
                      new ConnectException(
                          host + " accepts no connection: " + String.join(", ", refusals)))
                  : first(host, left, attempt, refusals);
            });
  }

  private static boolean isUnconnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || (cause instanceof SocketException && words(cause).equals(UNREACHABLE));
  }

  /** Extracts the system's error text, without the transport's own calls and the address. */
  private static String words(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    for (String known : List.of("Connection refused", "No route to host", UNREACHABLE)) {
      if (said.contains(known)) {
        return known;
      }
    }
    return said.contains("timed out") ? "timed out" : said;
  }

  /**
   * Returns the addresses to try, at least one. Address families alternate, because one of them may
   * be unreachable.
   */
  Future<List<SocketAddress>> of(String host, int port) {
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(host), false)
        .timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(unresolved(host, cause)))
        .compose(
            all ->
                allowPrivate || Arrays.stream(all).allMatch(PublicAddress::isPublic)
                    ? Future.succeededFuture(byTurns(all, port))
                    : Future.failedFuture(new NotPublicException(host)));
  }

  private static UnknownHostException unresolved(String host, Throwable cause) {
    String reason =
        cause instanceof TimeoutException
            ? "no answer within " + LOOKUP_TIMEOUT.toSeconds() + " s"
            : String.valueOf(cause.getMessage()).replace(host + ": ", "");
    return new UnknownHostException(host + " has no address: " + reason);
  }

  private static List<SocketAddress> byTurns(InetAddress[] all, int port) {
    Queue<InetAddress> one = new ArrayDeque<>();
    Queue<InetAddress> other = new ArrayDeque<>();
    for (InetAddress address : all) {
      boolean alike = (address instanceof Inet4Address) == (all[0] instanceof Inet4Address);
      (alike ? one : other).add(address);
    }
    List<SocketAddress> order = new ArrayList<>();
    for (int i = 0; i < all.length && order.size() < MOST_TRIED; i++) {
      Queue<InetAddress> turn = (i % 2 == 0 && !one.isEmpty()) || other.isEmpty() ? one : other;
      order.add(literal(turn.remove(), port));
    }
    return order;
  }

  /**
   * Puts an IPv6 address into brackets. Without them an HTTP client does not accept it as a host.
   */
  private static SocketAddress literal(InetAddress address, int port) {
    String text = address.getHostAddress();
    return SocketAddress.inetSocketAddress(
        port, address instanceof Inet4Address ? text : "[" + text + "]");
  }

  /** Resolves the address to listen on, through the resolver of the machine. */
  public static Future<String> toListen(Vertx vertx, String host) {
    return vertx
        .executeBlocking(() -> InetAddress.getByName(host).getHostAddress(), false)
        .timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(unresolved(host, cause)));
  }

  /** Reports a host that has an address outside the public internet. */
  public static final class NotPublicException extends IOException {
    NotPublicException(String host) {
      super(
          host
              + " has an address that is not public; for a sandbox set provider.allow_private_addresses");
    }
  }
}
