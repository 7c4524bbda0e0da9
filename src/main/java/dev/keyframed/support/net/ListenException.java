package dev.keyframed.support.net;

import java.io.IOException;
import java.net.UnknownHostException;

/** Reports that a server cannot listen, and which configuration key to change. */
public final class ListenException extends IOException {
  private ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Explains a failure in terms of the section's {@code host} and {@code port}. The transports have
   * different exceptions for the same error of the system, so its text decides.
   */
  public static ListenException of(String section, String host, int port, Throwable cause) {
    return new ListenException(section + "." + why(host, port, cause), cause);
  }

  private static String why(String host, int port, Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    if (cause instanceof UnknownHostException) {
      return "host: " + host + " cannot be resolved; check the name";
    }
    if (said.contains("Address already in use")) {
      return "port: %d is in use on %s: stop the program that listens there, or set another port"
          .formatted(port, host);
    }
    if (said.contains("Cannot assign requested address")) {
      return "host: " + host + " is not an address of this machine; set one of its own";
    }
    if (said.contains("Permission denied")) {
      return "port: no permission to listen on %d: set a port above 1023".formatted(port);
    }
    return "host: cannot listen on %s: %s".formatted(host, said);
  }
}
