package dev.keyframed.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.callback.CallbackSettings.Limits;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and how long a handshake may take. Of 8 connections one peer gets 2. */
@Timeout(120)
class CallbackDoorTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String STRANGER = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

  private final Listener listener = new Listener();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void a_handshake_that_stops_is_given_up() throws Exception {
    listener.startSecure(new Limits(SHORT, LONG, 8), dir);
    Peer peer = peer();
    peer.send("\u0016\u0003\u0001"); // the first bytes of a record

    assertThat(peer.everything()).isEmpty();
  }

  @Test
  void a_handshake_that_never_ends_is_given_up() throws Exception {
    listener.startSecure(new Limits(SHORT, LONG, 8), dir);
    Peer peer = peer();
    peer.send("\u0016\u0003\u0001");
    peer.trickle(listener.vertx, "\u0001");

    assertThat(peer.everything()).isEmpty();
  }

  @Test
  void a_connection_counts_from_the_first_and_until_its_end() throws Exception {
    listener.startSecure(new Limits(LONG, LONG, 8), dir);
    Peer silent = peer();
    Peer other = peer();
    assertThat(answerTo("127.0.0.1")).isEmpty();

    silent.close();
    String answer;
    do {
      answer = answerTo("127.0.0.1");
    } while (answer.isEmpty());
    assertThat(answer).startsWith("HTTP/1.1 404 ");
    other.close();
  }

  @Test
  void one_peer_does_not_take_every_connection() throws Exception {
    listener.startSecure(new Limits(LONG, LONG, 8), dir);
    NetClient one = client("127.0.0.1");
    for (int i = 0; i < 2; i++) {
      assertThat(one.connect(listener.health.port(), Listener.HOST).await(10, SECONDS).isSsl())
          .isTrue();
    }
    assertThat(answerTo("127.0.0.1")).isEmpty();

    // Of the 127.0.0.0/8 that are all ours, another one is another peer.
    assertThat(answerTo("127.0.0.2")).startsWith("HTTP/1.1 404 ");
    one.close(); // not before: one that nobody holds is closed by the garbage collector
  }

  /** The first that comes back to a stranger; empty where the connection is closed instead. */
  private String answerTo(String localAddress) throws Exception {
    Promise<String> answer = Promise.promise();
    NetClient client = client(localAddress);
    client
        .connect(listener.health.port(), Listener.HOST)
        .onSuccess(
            socket -> {
              socket.handler(first -> answer.tryComplete(first.toString()));
              socket.closeHandler(closed -> answer.tryComplete(""));
              socket.exceptionHandler(reset -> answer.tryComplete(""));
            })
        .compose(socket -> socket.write(STRANGER))
        .onFailure(refused -> answer.tryComplete(""));
    String first = answer.future().await(10, SECONDS);
    client.close();
    return first;
  }

  private NetClient client(String localAddress) {
    return listener.vertx.createNetClient(
        new NetClientOptions()
            .setLocalAddress(localAddress)
            .setSsl(true)
            .setTrustAll(true)
            .setHostnameVerificationAlgorithm(""));
  }

  private Peer peer() throws Exception {
    return new Peer(listener.health.port());
  }
}
