package dev.keyframed.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Names a Redis, and how to log in there. Everybody who takes a URL of a Redis reads it by {@link
 * #parse}. Pure.
 *
 * @param address a host name or an IP address without brackets; the path where it is a socket
 * @param port 0 where it is a socket
 * @param database its number
 * @param login empty where nobody logs in
 */
public record RedisEndpoint(
    Transport transport,
    String address,
    int port,
    int database,
    Optional<RedisLogin> login,
    RedisTls tls) {

  /** How bytes reach it. */
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

    /** Returns the scheme of its URLs. */
    String scheme() {
      return scheme;
    }
  }

  /**
   * Reads {@code redis://[user[:password]@]host[:port][/database]}, the same with {@code
   * rediss://}, or {@code unix:///path?db=N}. Percent-encoded as URIs are: a plus sign stands for
   * itself.
   *
   * @throws RedisUrlException where it is none
   */
  public static RedisEndpoint parse(String url) {
    return new RedisUrlParser(url).endpoint();
  }

  /** Returns the endpoint of a Redis on this machine without login. */
  public static RedisEndpoint local(int port) {
    return new RedisEndpoint(Transport.TCP, "127.0.0.1", port, 0, Optional.empty(), RedisTls.NONE);
  }

  /** Returns this endpoint with what its login lacks: the URL's own words count first. */
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

  /** Returns this endpoint with those files. */
  public RedisEndpoint withTls(RedisTls files) {
    return new RedisEndpoint(transport, address, port, database, login, files);
  }

  /** Whether it is a socket in the file system. */
  public boolean isSocket() {
    return transport == Transport.UNIX;
  }

  /** Whether TLS is spoken. */
  public boolean isTls() {
    return transport == Transport.TLS;
  }

  /** Returns host and port, or the path of the socket: to be shown. */
  public String place() {
    return isSocket() ? address : host() + ":" + port;
  }

  private String host() {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /** Returns the URL without login and database: a client that is given it sends neither. */
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

  /** Returns the URL to be shown: whoever logs in is hidden. */
  public String shown() {
    String bare = bareUrl();
    String masked = login.isEmpty() ? bare : bare.replaceFirst("://", "://***@");
    if (database == 0) {
      return masked;
    }
    return masked + (isSocket() ? "?db=" : "/") + database;
  }

  /** Shows no login. */
  @Override
  public String toString() {
    return shown();
  }
}
