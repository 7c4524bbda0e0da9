package dev.keyframed.support.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.support.net.Addresses.NotPublicException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class AddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "2130706433", "127.1", "10.0.0.1"})
  void private_host_is_refused_in_any_notation(String host, Vertx vertx) {
    Addresses addresses = new Addresses(vertx, false);

    assertThatThrownBy(() -> addresses.of(host, 443).await(5, SECONDS))
        .isInstanceOf(NotPublicException.class);
  }

  @Test
  void private_host_is_accepted_when_private_addresses_are_allowed(Vertx vertx) throws Exception {
    var address = new Addresses(vertx, true).of("127.0.0.1", 8080).await(5, SECONDS).get(0);

    assertThat(address.hostAddress()).isEqualTo("127.0.0.1");
    assertThat(address.port()).isEqualTo(8080);
  }

  @Test
  void public_address_is_passed_to_the_connection(Vertx vertx) throws Exception {
    var address = new Addresses(vertx, false).of("1.1.1.1", 443).await(5, SECONDS).get(0);

    assertThat(address.hostAddress()).isEqualTo("1.1.1.1");
  }

  @Test
  void ipv6_address_keeps_its_brackets(Vertx vertx) throws Exception {
    var address = new Addresses(vertx, true).of("[::1]", 8080).await(5, SECONDS).get(0);

    assertThat(address.host()).isEqualTo("[0:0:0:0:0:0:0:1]");
  }

  @Test
  void closed_port_is_reported_with_its_address(Vertx vertx) throws Exception {
    int closed = closedPort(vertx);
    NetClient client = vertx.createNetClient();

    assertThatThrownBy(
            () ->
                new Addresses(vertx, true)
                    .connect("[::1]", closed, client::connect)
                    .await(10, SECONDS))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "[::1] accepts no connection: [0:0:0:0:0:0:0:1]:" + closed + " (Connection refused)");
  }

  @Test
  void failure_after_connecting_is_not_retried_on_the_next_address(Vertx vertx) {
    List<SocketAddress> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                new Addresses(vertx, true)
                    .connect(
                        "localhost",
                        1,
                        address -> {
                          tried.add(address);
                          return Future.failedFuture("no answer");
                        })
                    .await(10, SECONDS))
        .hasMessage("no answer");
    assertThat(tried).hasSize(1);
  }

  private static int closedPort(Vertx vertx) throws Exception {
    NetServer server = vertx.createNetServer().connectHandler(socket -> {});
    int port = server.listen(0, "::1").await(5, SECONDS).actualPort();
    server.close().await(5, SECONDS);
    return port;
  }

  @Test
  void unknown_host_name_is_reported_as_unresolved(Vertx vertx) {
    Addresses addresses = new Addresses(vertx, true);

    assertThatThrownBy(() -> addresses.of("no such name", 443).await(10, SECONDS))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageStartingWith("no such name has no address: ");
  }
}
