package dev.keyframed.service.callback;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.adapter.minimax.MiniMaxCallbacks;
import dev.keyframed.job.CallbackUrls;
import dev.keyframed.port.TroubleReporter;
import dev.keyframed.support.bus.Bus;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a listener that cannot listen names the key at fault; over the daemon's transport. */
class PortInUseTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

  @BeforeEach
  void install() {
    Bus.install(vertx);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void listener_start_names_key_when_port_is_in_use() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> listen("127.0.0.1", port))
          .hasMessageStartingWith("callback.port: %d is in use on 127.0.0.1", port);
    }
  }

  @Test
  void listener_start_names_key_when_address_is_not_local() {
    assertThatThrownBy(() -> listen("192.0.2.1", 0))
        .hasMessage(
            "callback.host: 192.0.2.1 is not an address of this machine; set one of its own");
  }

  @Test
  void listener_start_names_key_when_socket_path_is_taken(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("callback.sock"), "a file");
    assertThatThrownBy(() -> listen("unix:" + file, 0))
        .hasMessageStartingWith("callback.host: cannot listen on unix:" + file);
  }

  private void listen(String host, int port) throws Exception {
    CallbackUrls urls = new CallbackUrls("ns", List.of("a secret of at least 32 characters"));
    CallbackSettings settings =
        CallbackSettings.of(host, port, Optional.empty(), "", urls, new MiniMaxCallbacks());
    vertx
        .deployVerticle(
            new CallbackVerticle(
                settings,
                new ListenerHealth(),
                new Meters(new SimpleMeterRegistry()),
                TroubleReporter.NONE))
        .await(10, SECONDS);
  }
}
