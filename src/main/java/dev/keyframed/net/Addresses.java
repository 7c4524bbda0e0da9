package dev.keyframed.net;

import dev.keyframed.address.PublicAddress;
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
 * Resolves names, and refuses those that lead out of the public internet. Connections go to the
 * address given here, so that a name cannot point elsewhere a moment later. Thread-safe.
 */
public final class Addresses {
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

  /** How many addresses of a host are tried: more would only take longer. */
  private static final int MOST_TRIED = 6;

  private static final String UNREACHABLE = "Network is unreachable";

  private final Vertx vertx;
  private final boolean allowPrivate;

  /**
   * Addresses as the machine's own resolver knows them.
   *
   * @param allowPrivate for sandboxes: every address will do
   */
  public Addresses(Vertx vertx, boolean allowPrivate) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
  }

  /**
   * Tries the host's addresses one after the other, until one takes a connection.
   *
   * @param host a name, or an address as it stands in a URL
   * @param attempt connects to one address; only where no connection was taken is the next tried
   * @return fails with {@link UnknownHostException} where the host has no address, with {@link
   *     NotPublicException} where one of them is not public, and with {@link ConnectException}
   *     where none takes a connection; their messages are whole sentences
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
                          host + " takes no connection: " + String.join(", ", refusals)))
                  : first(host, left, attempt, refusals);
            });
  }

  private static boolean isUnconnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || (cause instanceof SocketException && words(cause).equals(UNREACHABLE));
  }

  /** Without what a transport's exception says of its own calls, and of the address. */
  private static String words(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    for (String known : List.of("Connection refused", "No route to host", UNREACHABLE)) {
      if (said.contains(known)) {
        return known;
      }
    }
    return said.contains("timed out") ? "timed out" : said;
  }

  /** The addresses to try, at least one; families by turns, for one of them may be cut off. */
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
    String why =
        cause instanceof TimeoutException
            ? "no answer within " + LOOKUP_TIMEOUT.toSeconds() + " s"
            : String.valueOf(cause.getMessage()).replace(host + ": ", "");
    return new UnknownHostException(host + " has no address: " + why);
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

  /** With brackets: without them an HTTP client takes an IPv6 address for no host at all. */
  private static SocketAddress literal(InetAddress address, int port) {
    String text = address.getHostAddress();
    return SocketAddress.inetSocketAddress(
        port, address instanceof Inet4Address ? text : "[" + text + "]");
  }

  /**
   * The address to listen on; a name is looked up as all names are, by the machine's own resolver.
   */
  public static Future<String> toListen(Vertx vertx, String host) {
    return vertx
        .executeBlocking(() -> InetAddress.getByName(host).getHostAddress(), false)
        .timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(unresolved(host, cause)));
  }

  /** A host that has an address outside of the public internet. */
  public static final class NotPublicException extends IOException {
    NotPublicException(String host) {
      super(host + " has an address that is not public; see provider.allow_private_addresses");
    }
  }
}
