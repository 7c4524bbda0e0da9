package dev.keyframed.adapter.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Names what answers on the port of an embedded Redis. */
enum PortAnswer {
  /** Nothing answers, or not yet. */
  NONE,
  /** The started process, which is loading its data. */
  READING,
  /** The started process, ready. */
  UP,
  /** Another process. */
  OTHER_PROCESS;

  private static final int MILLIS = 1000;
  private static final int LONGEST_LINE = 256;
  private static final int LONGEST_INFO = 65_536;

  /**
   * Checks for the started process by the login that only it knows. Once the process is ready, it
   * grants producers their access.
   *
   * @param pid the process that was started
   */
  static PortAnswer of(int port, RedisUsers users, long pid) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      String auth =
          users
              .owner()
              .map(login -> "AUTH " + login.username() + " " + login.password() + "\r\n")
              .orElse("");
      socket.getOutputStream().write((auth + "INFO server\r\nPING\r\n").getBytes(US_ASCII));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      PortAnswer answer = read(in, users.owner().isPresent(), pid);
      if (answer == UP && users.onceRead().isPresent()) {
        socket.getOutputStream().write((users.onceRead().get() + "\r\n").getBytes(US_ASCII));
        return line(in).equals("+OK") ? UP : NONE;
      }
      return answer;
    } catch (IOException notYet) {
      return NONE;
    }
  }

  private static PortAnswer read(DataInputStream in, boolean loggedIn, long pid)
      throws IOException {
    if (loggedIn && !line(in).equals("+OK")) {
      return OTHER_PROCESS;
    }
    String length = line(in);
    if (!length.matches("\\$[0-9]{1,5}") || Integer.parseInt(length.substring(1)) > LONGEST_INFO) {
      return OTHER_PROCESS;
    }
    byte[] info = new byte[Integer.parseInt(length.substring(1))];
    in.readFully(info);
    if (new String(info, US_ASCII).lines().noneMatch(("process_id:" + pid)::equals)) {
      return OTHER_PROCESS;
    }
    String rest = line(in) + line(in);
    return rest.equals("+PONG") ? UP : rest.startsWith("-LOADING") ? READING : NONE;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST_LINE) {
        throw new IOException("no line of Redis");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
