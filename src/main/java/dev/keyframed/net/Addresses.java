package dev.keyframed.net;

import dev.keyframed.address.PublicAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Resolves names, and refuses those that lead out of the public internet. Whoever connects must
 * connect to the address given here, so that a name cannot point elsewhere a moment later.
 * Thread-safe.
 */
public final class Addresses {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

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
   * The address to connect to.
   *
   * @param host a name, or an address as it stands in a URL
   * @return fails with {@link NotPublicException} where any of the host's addresses is not public,
   *     and with another {@link IOException} where it has none
   */
  public Future<SocketAddress> of(String host, int port) {
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(host), false)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .compose(all -> choose(host, port, all));
  }

  private Future<SocketAddress> choose(String host, int port, InetAddress[] all) {
    for (InetAddress address : all) {
      if (!allowPrivate && !PublicAddress.isPublic(address)) {
        return Future.failedFuture(new NotPublicException(host));
      }
    }
    return Future.succeededFuture(SocketAddress.inetSocketAddress(port, all[0].getHostAddress()));
  }

  /** A host that has an address outside of the public internet. */
  public static final class NotPublicException extends IOException {
    NotPublicException(String host) {
      super(host + " has an address that is not public; see provider.allow_private_addresses");
    }
  }
}
