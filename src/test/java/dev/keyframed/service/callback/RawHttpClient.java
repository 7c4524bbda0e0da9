package dev.keyframed.service.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** Represents the client of a bare connection. */
final class RawHttpClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;

  RawHttpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** Sends nothing more, but still reads. */
  void endSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Sends the head of a POST with that one header. */
  void post(String path, String header) throws IOException {
    send("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
  }

  /** Sends the text repeatedly, so that the connection is never idle for long. */
  void trickle(Vertx vertx, String text) {
    vertx.setTimer(
        50,
        again -> {
          try {
            send(text);
            trickle(vertx, text);
          } catch (IOException closed) {
            // The test waits for this failure on the other side.
          }
        });
  }

  /** Returns the first line, or an empty text if the other side closes the connection instead. */
  String line() throws IOException {
    return read('\n');
  }

  /** Returns all bytes until the other side closes the connection. */
  String everything() throws IOException {
    return read(-1);
  }

  private String read(int last) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      int next;
      do {
        next = socket.getInputStream().read();
        received.write(next < 0 ? new byte[0] : new byte[] {(byte) next});
      } while (next >= 0 && next != last);
    } catch (SocketException reset) {
      // Closed while sent bytes were unread.
    }
    return received.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
