package dev.keyframed.service.callback;

import dev.keyframed.port.Health;
import java.util.concurrent.atomic.AtomicReference;

/** Reports whether the callback listener listens; one for all its instances. Thread-safe. */
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
  public HealthStatus status() {
    String on = place.get();
    if (on.equals(NOWHERE)) {
      return HealthStatus.unwell(
          "the callback listener does not listen: it is starting or stopping");
    }
    String fault = certificateFault.get();
    String suffix =
        fault.isEmpty() ? "" : ", with the old certificate; the new one is not usable: " + fault;
    return HealthStatus.well("listening on " + on + suffix);
  }

  /** Returns the port that is listened on, or 0 while there is none. */
  public int port() {
    return port;
  }

  /**
   * Records that an instance listens.
   *
   * @return whether it is the first one, which renews the certificate for all
   */
  boolean listens(int on) {
    port = on;
    return place.getAndSet("port " + on).equals(NOWHERE);
  }

  /** Records that the only instance listens on that socket. */
  void listens(UnixSocket on) {
    place.set(on.toString());
  }

  /**
   * Records why the files of the certificate cannot be used; empty if they can.
   *
   * @return the reason before
   */
  String certificate(String fault) {
    return certificateFault.getAndSet(fault);
  }

  /** Records that no connections are accepted any more. */
  void stops() {
    place.set(NOWHERE);
    port = 0;
  }
}
