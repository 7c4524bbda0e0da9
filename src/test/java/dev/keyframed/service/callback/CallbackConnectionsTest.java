package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.Eventually;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests which connections are accepted, and how long a handshake may take. Of 8 connections one
 * peer gets 2.
 */
@Timeout(120)
class CallbackConnectionsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String PUSH = "{\"task_id\":\"115\",\"status\":\"processing\"}";

  private final ListenerFixture listener = new ListenerFixture();

  @TempDir Path dir;

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void tls_handshake_is_timed_out_when_client_stops_sending() throws Exception {
    listener.startSecure(new ListenerLimits(SHORT, LONG, 8), dir);
    RawHttpClient peer = peer();
    peer.send("\u0016\u0003\u0001"); // the first bytes of a record

    assertThat(peer.everything()).isEmpty();
  }

  @Test
  void tls_handshake_is_timed_out_when_client_sends_without_end() throws Exception {
    listener.startSecure(new ListenerLimits(SHORT, LONG, 8), dir);
    RawHttpClient peer = peer();
    peer.send("\u0016\u0003\u0001");
    peer.trickle(listener.vertx, "\u0001");

    assertThat(peer.everything()).isEmpty();
  }

  @Test
  void unverified_connections_are_evicted_for_new_ones() throws Exception {
    listener.startSecure(new ListenerLimits(LONG, LONG, 8), dir);
    RawHttpClient oldest = peer();
    RawHttpClient silent = peer();
    assertThat(answerTo("127.0.0.1", stranger())).startsWith("HTTP/1.1 404 ");

    assertThat(oldest.everything()).isEmpty();
    silent.close();
    assertThat(refused("evicted")).isEqualTo(1);
    assertThat(listener.troubles.lasting()).hasSize(1);
  }

  @Test
  void single_peer_is_limited_to_its_share_of_connections() throws Exception {
    listener.startSecure(new ListenerLimits(LONG, LONG, 8), dir);
    List<NetClient> held = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      assertThat(answerTo("127.0.0.1", push(), held)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(answerTo("127.0.0.1", stranger())).isEmpty();
    assertThat(refused("address_full")).isEqualTo(1);

    // All of 127.0.0.0/8 is local, so another of its addresses is another peer.
    assertThat(answerTo("127.0.0.2", stranger())).startsWith("HTTP/1.1 404 ");
    held.remove(0).close();
    Eventually.await(
        "a connection is accepted",
        () -> answerTo("127.0.0.1", stranger()).startsWith("HTTP/1.1 404 "));
    held.get(0).close(); // not before: the garbage collector closes an unreferenced client
  }

  @Test
  void fifth_peer_is_accepted_when_four_peers_hold_all_connections() throws Exception {
    listener.startSecure(new ListenerLimits(LONG, LONG, 8), dir);
    List<Socket> held = new ArrayList<>();
    for (byte peer = 2; peer <= 5; peer++) {
      for (int i = 0; i < 2; i++) {
        Socket silent = new Socket();
        silent.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, peer}), 0));
        silent.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.health.port()));
        held.add(silent);
      }
    }
    Eventually.await("all are connected", () -> open() == 8);

    assertThat(answerTo("127.0.0.1", push())).startsWith("HTTP/1.1 200 ");
    assertThat(refused("evicted")).isEqualTo(1);
    for (Socket silent : held) {
      silent.close();
    }
  }

  private String answerTo(String localAddress, String request) throws Exception {
    List<NetClient> held = new ArrayList<>();
    String first = answerTo(localAddress, request, held);
    held.get(0).close();
    return first;
  }

  private static String stranger() {
    return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
  }

  private String push() {
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(listener.path(), PUSH.length(), PUSH);
  }

  private double refused(String why) {
    return listener.registry.get("keyframed.callback.refused").tag("why", why).counter().count();
  }

  private double open() {
    return listener.registry.get("keyframed.callback.connections").gauge().value();
  }

  /** Returns the first line of the answer, or an empty text if the connection is closed instead. */
  private String answerTo(String localAddress, String request, List<NetClient> held)
      throws Exception {
    Promise<String> answer = Promise.promise();
    NetClient client = client(localAddress);
    held.add(client);
    client
        .connect(listener.health.port(), ListenerFixture.HOST)
        .onSuccess(
            socket -> {
              socket.handler(first -> answer.tryComplete(first.toString()));
              socket.closeHandler(closed -> answer.tryComplete(""));
              socket.exceptionHandler(reset -> answer.tryComplete(""));
            })
        .compose(socket -> socket.write(request))
        .onFailure(refused -> answer.tryComplete(""));
    return answer.future().await(10, SECONDS);
  }

  private NetClient client(String localAddress) {
    return listener.vertx.createNetClient(
        new NetClientOptions()
            .setLocalAddress(localAddress)
            .setSsl(true)
            .setTrustAll(true)
            .setHostnameVerificationAlgorithm(""));
  }

  private RawHttpClient peer() throws Exception {
    return new RawHttpClient(listener.health.port());
  }
}
