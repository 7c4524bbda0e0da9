package dev.keyframed.support.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Describes where a Redis server is, and how to log in to it. Every Redis URL is read by {@link
 * #parse}. Pure.
 *
 * @param address a host name, an IP address without brackets, or the path of a socket
 * @param port 0 for a socket
 * @param database its number
 * @param login empty for no login
 */
public record RedisEndpoint(
    Transport transport,
    String address,
    int port,
    int database,
    Optional<RedisLogin> login,
    RedisTls tls) {

  /** Names how bytes reach the server. */
  public enum Transport {
    TCP("redis"),
    /** TCP with TLS. */
    TLS("rediss"),
    /** A socket in the file system. */
    UNIX("unix");

    private final String scheme;

    Transport(String scheme) {
      this.scheme = scheme;
    }

    /** Returns the scheme of URLs with this transport. */
    String scheme() {
      return scheme;
    }
  }

  /**
   * Parses {@code redis://[user[:password]@]host[:port][/database]}, the same with {@code
   * rediss://}, or {@code unix:///path?db=N}. Percent-encoding follows the rules of URIs: a plus
   * sign stands for itself.
   *
   * @throws RedisUrlException if the text is not such a URL
   */
  public static RedisEndpoint parse(String url) {
    return new RedisUrlParser(url).endpoint();
  }

  /** Returns the endpoint of a Redis on this machine without login. */
  public static RedisEndpoint local(int port) {
    return new RedisEndpoint(Transport.TCP, "127.0.0.1", port, 0, Optional.empty(), RedisTls.NONE);
  }

  /** Fills the missing parts of the login. User and password of the URL take precedence. */
  public RedisEndpoint withLogin(String username, String password) {
    RedisLogin whole = login.orElse(RedisLogin.NONE).or(new RedisLogin(username, password));
    return new RedisEndpoint(
        transport,
        address,
        port,
        database,
        Optional.of(whole).filter(given -> !given.equals(RedisLogin.NONE)),
        tls);
  }

  /** Returns a copy with the given TLS files. */
  public RedisEndpoint withTls(RedisTls files) {
    return new RedisEndpoint(transport, address, port, database, login, files);
  }

  /** Checks whether the server is reached through a Unix socket. */
  public boolean isSocket() {
    return transport == Transport.UNIX;
  }

  /** Checks whether the connection uses TLS. */
  public boolean isTls() {
    return transport == Transport.TLS;
  }

  /** Returns host and port, or the path of the socket, for display. */
  public String place() {
    return isSocket() ? address : host() + ":" + port;
  }

  private String host() {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /** Returns the URL without login and database. A client given this URL sends neither. */
  public String bareUrl() {
    return transport.scheme() + "://" + (isSocket() ? encodedPath() : place());
  }

  private String encodedPath() {
    try {
      return new URI(null, null, address, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("an absolute path is always a URI", e);
    }
  }

  /** Returns the URL for display, with the login masked. */
  public String shown() {
    String bare = bareUrl();
    String masked = login.isEmpty() ? bare : bare.replaceFirst("://", "://***@");
    if (database == 0) {
      return masked;
    }
    return masked + (isSocket() ? "?db=" : "/") + database;
  }

  /** Returns {@link #shown()}, which has no login in it. */
  @Override
  public String toString() {
    return shown();
  }
}
