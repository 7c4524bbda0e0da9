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
  static final int UNPROVEN = 32 * 1024;

  /** Bytes from one verified request to the next: its body and its framing. */
  static final int PROVEN = 4 * BodyReader.LONGEST;

  private final ConnectionLimiter limiter;
  private final PeerRecord peer;
  private final Runnable out;
  private int left = UNPROVEN;
  private boolean proven;

  LimitedConnection(ConnectionLimiter guests, PeerRecord peer, Runnable out) {
    this.limiter = guests;
    this.peer = peer;
    this.out = out;
  }

  /** Returns the entry of that connection, or empty if connections are not counted. */
  static Optional<LimitedConnection> at(HttpConnection connection) {
    return FilteringTcpConfig.visitor(connection).map(LimitedConnection.class::cast);
  }

  PeerRecord peer() {
    return peer;
  }

  /** Records that a request on this connection has verified. To be called on its event loop. */
  void markVerified() {
    left = PROVEN;
    if (!proven) {
      proven = true;
      limiter.proven(this);
    }
  }

  @Override
  public boolean sent(int bytes) {
    left -= bytes;
    if (left < 0) {
      limiter.sentTooMuch();
      return false;
    }
    return true;
  }

  @Override
  public void left() {
    limiter.left(this);
  }

  void evict() {
    out.run();
  }
}
