package dev.keyframed.net;

import java.io.IOException;
import java.net.UnknownHostException;

/** A server cannot listen; says which key of the configuration is to blame, and for what. */
public final class Unheard extends IOException {
  private Unheard(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What to tell whoever wrote that section's {@code host} and {@code port}. The transports have
   * exceptions of their own for one and the same answer of the system, so its words decide.
   */
  public static Unheard of(String section, String host, int port, Throwable cause) {
    return new Unheard(section + "." + why(host, port, cause), cause);
  }

  private static String why(String host, int port, Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    if (cause instanceof UnknownHostException) {
      return "host: " + host + " is not known to this machine";
    }
    if (said.contains("Address already in use")) {
      return "port: %d is in use on %s: stop what listens there, or set another one"
          .formatted(port, host);
    }
    if (said.contains("Cannot assign requested address")) {
      return "host: " + host + " is no address of this machine";
    }
    if (said.contains("Permission denied")) {
      return "port: this user may not listen on %d: set one above 1023".formatted(port);
    }
    return "host: cannot listen on %s: %s".formatted(host, said);
  }
}
