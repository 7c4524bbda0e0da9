package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.service.callback.CallbackSettings.ListenerLimits;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a listener behind a proxy on the same machine; over the native transport, as in the daemon.
 */
@Timeout(60)
class UnixSocketTest {
  private static final String CHALLENGE = "{\"challenge\":\"x\"}";

  @TempDir Path dir;
  private Path file;
  private ListenerFixture listener = new ListenerFixture(vertx(true));

  @BeforeEach
  void place() {
    file = dir.resolve("callback.sock");
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
  }

  @Test
  void challenge_is_echoed_through_unix_socket() throws Exception {
    start();

    assertThat(challenge()).isEqualTo(CHALLENGE);
    assertThat(listener.health.status().reason()).isEqualTo("listening on unix:" + file);
  }

  @Test
  void unix_socket_works_without_native_transport() throws Exception {
    listener.close();
    listener = new ListenerFixture(vertx(false));
    start();

    assertThat(challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  void unix_socket_accepts_every_user_with_access_to_directory() throws Exception {
    start();

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  @Test
  void unix_socket_file_of_dead_listener_is_replaced() throws Exception {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(dead.bind(UnixDomainSocketAddress.of(file)).isOpen()).isTrue();
    }
    assertThat(file).exists();
    start();

    assertThat(challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  void unix_socket_of_running_listener_is_not_replaced() throws Exception {
    start();
    ListenerFixture second = new ListenerFixture(vertx(true));
    try {
      assertThatThrownBy(
              () -> second.start("unix:" + file, ListenerLimits.USUAL, Optional.empty(), 1))
          .hasMessageContaining("another process listens on " + file);
    } finally {
      second.close();
    }

    assertThat(challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  void file_that_is_no_socket_is_not_removed() throws Exception {
    Files.writeString(file, "precious");

    assertThatThrownBy(this::start).hasMessageContaining(file + " is not a socket");
    assertThat(file).hasContent("precious");
  }

  @Test
  void symbolic_link_at_socket_path_is_not_followed() throws Exception {
    Files.createSymbolicLink(file, dir.resolve("elsewhere"));

    assertThatThrownBy(this::start).hasMessageContaining(file + " is not a socket");
  }

  @Test
  void unix_socket_file_is_removed_when_listener_stops() throws Exception {
    start();
    listener.stop().await(10, SECONDS);

    assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(listener.health.status().well()).isFalse();
    start();
    assertThat(challenge()).isEqualTo(CHALLENGE);
  }

  @Test
  void unix_socket_allows_one_listener_instance() {
    assertThat(settings("unix:/run/a.sock").instances(2)).isEqualTo(1);
    assertThat(settings("0.0.0.0").instances(2)).isEqualTo(2);
  }

  private CallbackSettings settings(String host) {
    return CallbackSettings.of(
        host, 0, Optional.empty(), "", listener.urls, new MiniMaxCallbacks());
  }

  private void start() throws Exception {
    listener.start("unix:" + file, ListenerLimits.USUAL, Optional.empty(), 1);
  }

  private String challenge() throws Exception {
    SocketAddress socket = SocketAddress.domainSocketAddress(file.toString());
    // The variant that keeps the body until it is read: this thread may come late.
    return listener
        .client
        .request(HttpMethod.POST, socket, 80, "localhost", listener.path())
        .sendBuffer(Buffer.buffer(CHALLENGE))
        .await(10, SECONDS)
        .bodyAsString();
  }

  private static Vertx vertx(boolean isNative) {
    return Vertx.vertx(new VertxOptions().setPreferNativeTransport(isNative));
  }
}
