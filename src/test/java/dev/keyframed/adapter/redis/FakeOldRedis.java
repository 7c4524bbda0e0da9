package dev.keyframed.adapter.redis;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers the first commands of a connection as Redis 6.0.16 does. No such server is available to
 * start.
 */
public final class FakeOldRedis implements AutoCloseable {
  private static final String SCRIPT =
      "-ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'\r\n";
  private static final String INFO =
      "# Server\r\nredis_version:6.0.16\r\nredis_mode:standalone\r\n";
  private static final String DENIED =
      "-NOPERM this user has no permissions to run the 'info' command or its subcommand\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final boolean tells;
  private final NetServer server;

  private FakeOldRedis(boolean tells) throws TimeoutException {
    this.tells = tells;
    this.server =
        vertx
            .createNetServer()
            .connectHandler(this::serve)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  /** Starts the server. {@code tells} decides whether it allows to ask for its version. */
  public static FakeOldRedis start(boolean tells) throws TimeoutException {
    return new FakeOldRedis(tells);
  }

  /** Returns the port of the server. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Reads a command: the head of an array, then for each word its length and text. No word contains
   * a line break.
   */
  private void serve(NetSocket socket) {
    int[] lines = {0};
    RecordParser parser = RecordParser.newDelimited("\r\n");
    String[] command = {null};
    parser.handler(
        line -> {
          String text = line.toString();
          if (lines[0] == 0) {
            lines[0] = 2 * Integer.parseInt(text.substring(1));
            command[0] = null;
            return;
          }
          lines[0]--;
          if (command[0] == null && !text.startsWith("$")) {
            command[0] = text.toUpperCase(Locale.ROOT);
          }
          if (lines[0] == 0) {
            socket.write(Buffer.buffer(answer(command[0])));
          }
        });
    socket.handler(parser);
  }

  private String answer(String command) {
    return switch (command) {
      case "HELLO" -> "*2\r\n$6\r\nserver\r\n$5\r\nredis\r\n";
      case "INFO" -> tells ? "$" + INFO.length() + "\r\n" + INFO + "\r\n" : DENIED;
      case "EVAL" -> SCRIPT;
      case "PING" -> "+PONG\r\n";
      default -> "+OK\r\n";
    };
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
