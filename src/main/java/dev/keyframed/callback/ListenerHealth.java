package dev.keyframed.callback;

import dev.keyframed.port.Health;
import java.util.concurrent.atomic.AtomicReference;

/** Whether callbacks are listened for; one for all instances of the listener. Thread-safe. */
public final class ListenerHealth implements Health {
  private static final String NOWHERE = "";

  private final AtomicReference<String> place = new AtomicReference<>(NOWHERE);
  private volatile int port;
  private final AtomicReference<String> certificateFault = new AtomicReference<>("");

  @Override
  public String name() {
    return "callback";
  }

  @Override
  public Status status() {
    String on = place.get();
    if (on.equals(NOWHERE)) {
      return Status.unwell("the callback listener does not listen: it is starting or stopping");
    }
    String fault = certificateFault.get();
    String kept = fault.isEmpty() ? "" : ", with the old certificate, as of the new one: " + fault;
    return Status.well("listening on " + on + kept);
  }

  /** The port that is listened on; 0 while none is. */
  public int port() {
    return port;
  }

  /**
   * An instance listens.
   *
   * @return whether it is the first one: it looks after what all have in common
   */
  boolean listens(int on) {
    port = on;
    return place.getAndSet("port " + on).equals(NOWHERE);
  }

  /** The one instance listens on that socket. */
  void listens(UnixSocket on) {
    place.set(on.toString());
  }

  /**
   * What keeps the certificate's files from being used; empty: nothing.
   *
   * @return what it was before
   */
  String certificate(String fault) {
    return certificateFault.getAndSet(fault);
  }

  /** No more connections are taken. */
  void stops() {
    place.set(NOWHERE);
    port = 0;
  }
}
