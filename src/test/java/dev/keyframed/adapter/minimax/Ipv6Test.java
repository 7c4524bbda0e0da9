package dev.keyframed.adapter.minimax;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.GenerationRequest;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests a provider that listens on {@code ::1} alone. */
class Ipv6Test extends ProviderClientFixture {
  private final List<String> hosts = new CopyOnWriteArrayList<>();

  @Test
  void creation_is_sent_to_ipv6_address() throws Exception {
    int port = six(request -> request.response().end("{\"task_id\":\"42\"," + OK + "}"));

    CreateResult creation = provider(port).create(request(), null).await(10, SECONDS);

    assertThat(creation).isInstanceOf(CreateResult.Created.class);
    assertThat(hosts).containsExactly("[::1]:" + port);
  }

  @Test
  void query_is_sent_to_ipv6_address() throws Exception {
    int port = six(request -> request.response().end("{\"status\":\"Processing\"," + OK + "}"));

    assertThat(provider(port).query("42").await(10, SECONDS).finding())
        .isEqualTo(new Finding.Running());
    assertThat(hosts).containsExactly("[::1]:" + port);
  }

  @Test
  void creation_not_sent_names_tried_ipv6_address() throws Exception {
    HttpServer server =
        vertx.createHttpServer().requestHandler(unused -> {}).listen(0, "::1").await(5, SECONDS);
    int port = server.actualPort();
    server.close().await(5, SECONDS);

    CreateResult creation = provider(port).create(request(), null).await(10, SECONDS);

    assertThat(creation).isInstanceOf(CreateResult.Refused.class);
    CreateResult.Refused refused = (CreateResult.Refused) creation;
    assertThat(refused.refusal()).isEqualTo(Refusal.NOT_SENT);
    assertThat(refused.message())
        .contains("[::1] accepts no connection: [0:0:0:0:0:0:0:1]:" + port)
        .contains("Connection refused");
  }

  @Test
  void creation_not_sent_names_host_without_address() throws Exception {
    CreateResult creation =
        at("http://nobody.invalid", PATIENCE, true).create(request(), null).await(10, SECONDS);

    assertThat(((CreateResult.Refused) creation).message())
        .contains("nobody.invalid has no address: ");
  }

  private MiniMaxProvider provider(int port) {
    return at("http://[::1]:" + port, PATIENCE, true);
  }

  private int six(Handler<HttpServerRequest> play) throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              hosts.add(request.getHeader("Host"));
              play.handle(request);
            })
        .listen(0, "::1")
        .await(5, SECONDS)
        .actualPort();
  }

  private static GenerationRequest request() {
    return new GenerationRequest(
        "MiniMax-Hailuo-02", "a", null, "https://x/b.png", false, 6, "768P");
  }
}
