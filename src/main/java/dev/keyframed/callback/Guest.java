package dev.keyframed.callback;

import dev.keyframed.net.Doorkeeper;
import dev.keyframed.net.GuardedTcp;
import io.vertx.core.http.HttpConnection;
import java.util.Optional;

/**
 * One open connection of the listener. Whatever comes on it counts against a budget of bytes, until
 * a request proves itself by its URL: so no kind of frame, garbage or handshake goes on for long.
 */
final class Guest implements Doorkeeper.Visitor {
  /** Bytes for the handshake and the head of a first request; these take some 6,000. */
  static final int UNPROVEN = 32 * 1024;

  /** Bytes from one proven request to the next: its body, and what frames it. */
  static final int PROVEN = 4 * BodyReader.LONGEST;

  private final Guests guests;
  private final PeerRecord peer;
  private final Runnable out;
  private int left = UNPROVEN;
  private boolean proven;

  Guest(Guests guests, PeerRecord peer, Runnable out) {
    this.guests = guests;
    this.peer = peer;
    this.out = out;
  }

  /** Who is at the other end; empty where nobody counts connections. */
  static Optional<Guest> at(HttpConnection connection) {
    return GuardedTcp.visitor(connection).map(Guest.class::cast);
  }

  PeerRecord peer() {
    return peer;
  }

  /** A request on it verified; on its event loop. */
  void proves() {
    left = PROVEN;
    if (!proven) {
      proven = true;
      guests.proven(this);
    }
  }

  @Override
  public boolean sent(int bytes) {
    left -= bytes;
    if (left < 0) {
      guests.sentTooMuch();
      return false;
    }
    return true;
  }

  @Override
  public void left() {
    guests.left(this);
  }

  void putOut() {
    out.run();
  }
}
