package dev.keyframed.service.callback;

import dev.keyframed.support.net.AcceptFilter;
import dev.keyframed.support.net.FilteringTcpConfig;
import io.vertx.core.http.HttpConnection;
import java.util.Optional;

/**
 * Represents one open connection of the listener, with its budget of bytes. Every received byte
 * counts, until a request verifies by its URL. So frames, garbage or handshakes cannot go on for
 * long.
 */
final class LimitedConnection implements AcceptFilter.AcceptedConnection {
  /** Bytes for the handshake and the head of a first request. These take some 6,000. */
  static final int UNVERIFIED_BYTES = 32 * 1024;

  /** Bytes from one verified request to the next: its body and its framing. */
  static final int VERIFIED_BYTES = 4 * BodyReader.LONGEST;

  private final ConnectionLimiter limiter;
  private final PeerRecord peer;
  private final Runnable close;
  private int budget = UNVERIFIED_BYTES;
  private boolean verified;

  LimitedConnection(ConnectionLimiter limiter, PeerRecord peer, Runnable close) {
    this.limiter = limiter;
    this.peer = peer;
    this.close = close;
  }

  /** Returns the entry of that connection, or empty if connections are not counted. */
  static Optional<LimitedConnection> at(HttpConnection connection) {
    return FilteringTcpConfig.admitted(connection).map(LimitedConnection.class::cast);
  }

  PeerRecord peer() {
    return peer;
  }

  /** Records that a request on this connection has verified. To be called on its event loop. */
  void markVerified() {
    budget = VERIFIED_BYTES;
    if (!verified) {
      verified = true;
      limiter.verified(this);
    }
  }

  @Override
  public boolean received(int bytes) {
    budget -= bytes;
    if (budget < 0) {
      limiter.sentTooMuch();
      return false;
    }
    return true;
  }

  @Override
  public void closed() {
    limiter.closed(this);
  }

  void evict() {
    close.run();
  }
}
