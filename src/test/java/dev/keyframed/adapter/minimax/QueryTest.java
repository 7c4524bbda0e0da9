package dev.keyframed.adapter.minimax;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.Finding;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.Provider.FileLocation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the free requests, which may be repeated. */
class QueryTest extends ProviderClientFixture {
  @Test
  void query_sends_task_id_and_finds_task() throws Exception {
    int port =
        http(
            request -> {
              assertThat(request.getHeader("Authorization")).isEqualTo("Bearer sk-key");
              String file =
                  request.uri().equals("/v1/query/video_generation?task_id=a%26b") ? "7" : "";
              request
                  .response()
                  .end("{\"status\":\"Success\",\"file_id\":\"" + file + "\"," + OK + "}");
            });

    assertThat(at(port, PATIENCE).query("a&b").await(5, SECONDS).finding())
        .isEqualTo(new Finding.Succeeded("7", 0, 0));
    assertReported("query ok");
  }

  @Test
  void query_requests_no_cache_and_no_encoding() throws Exception {
    int port =
        http(
            request -> {
              assertThat(request.getHeader("Cache-Control")).isEqualTo("no-store");
              assertThat(request.getHeader("Pragma")).isEqualTo("no-cache");
              assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
              boolean query = request.path().endsWith("video_generation");
              String file = "\"file\":{\"file_id\":7,\"download_url\":\"https://cdn/a\"},";
              zipped(request, "{\"status\":\"Processing\"," + (query ? "" : file) + OK + "}");
            });

    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).finding())
        .isEqualTo(new Finding.Running());
    assertThat(at(port, PATIENCE).locate("7").await(5, SECONDS))
        .isEqualTo(new FileLocation.FileFound(List.of("https://cdn/a")));
  }

  @Test
  void answers_about_another_id_are_counted_as_errors() throws Exception {
    int port =
        http(
            request ->
                request
                    .response()
                    .end(
                        "{\"task_id\":\"8\",\"status\":\"Success\",\"file_id\":\"7\","
                            + "\"file\":{\"file_id\":8,\"download_url\":\"https://cdn/a\"},"
                            + OK
                            + "}"));

    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).finding())
        .isEqualTo(new Finding.NoAnswer());
    assertThat(at(port, PATIENCE).locate("7").await(5, SECONDS))
        .isInstanceOf(FileLocation.FileNotNow.class);
    assertReported("error query 0", "query error", "error locate 0", "locate error");
  }

  @Test
  void query_is_repeated_when_pooled_connection_was_closed() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String body = "{\"status\":\"Processing\"," + OK + "}";
    int port =
        tcp(
            socket -> {
              boolean first = connections.incrementAndGet() == 1;
              socket.handler(
                  bytes ->
                      socket.end(
                          Buffer.buffer(
                              first
                                  ? ""
                                  : "HTTP/1.1 200 OK\r\nContent-Length: "
                                      + body.length()
                                      + "\r\n\r\n"
                                      + body)));
            });

    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).finding())
        .isEqualTo(new Finding.Running());
    assertThat(connections).hasValue(2);
  }

  @Test
  void query_without_answer_finds_nothing() throws Exception {
    int port = http(request -> {});

    var report = at(port, IMPATIENCE).query("1").await(5, SECONDS);

    assertThat(report.finding()).isEqualTo(new Finding.NoAnswer());
    assertThat(report.trouble().kind()).isEqualTo(ServiceTrouble.TroubleKind.PASSING);
    assertReported("query error");
  }

  @Test
  void query_with_answer_above_limit_finds_nothing() throws Exception {
    int port = http(request -> flood(request));

    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).finding())
        .isEqualTo(new Finding.NoAnswer());
  }

  @Test
  void query_with_unknown_status_is_counted_as_error() throws Exception {
    int port = http(request -> request.response().end("{\"status\":\"Dreaming\"," + OK + "}"));

    assertThat(at(port, PATIENCE).query("1").await(5, SECONDS).finding())
        .isEqualTo(new Finding.Running());
    assertReported("error query 0", "query ok");
  }

  @Test
  void locate_returns_file_urls_unchanged() throws Exception {
    int port =
        http(
            request ->
                request
                    .response()
                    .end(
                        "{\"file\":{\"file_id\":7,\"bytes\":0,\"download_url\":\"https://cdn/a%2Fb?s=1%2B2\","
                            + "\"backup_download_url\":\"https://old/a\"},"
                            + OK
                            + "}"));

    assertThat(at(port, PATIENCE).locate("7").await(5, SECONDS))
        .isEqualTo(
            new FileLocation.FileFound(List.of("https://cdn/a%2Fb?s=1%2B2", "https://old/a")));
  }

  @Test
  void locate_reports_file_without_url_as_not_ready() throws Exception {
    int port = http(request -> request.response().end("{\"file\":{\"file_id\":7}," + OK + "}"));

    assertThat(at(port, PATIENCE).locate("7").await(5, SECONDS))
        .isEqualTo(new FileLocation.FileNotNow(0, "the file has no download_url yet", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://api.example", "ftp://api.example", "api.example", "https://"})
  void base_url_without_https_is_refused(String url) {
    assertThatThrownBy(() -> new ProviderSettings(url, () -> "sk", PATIENCE, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stalled_answers_do_not_exhaust_connection_pool() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    int port =
        http(
            request -> {
              if (requests.incrementAndGet() <= 16) {
                request.response().putHeader("Content-Length", "500").write("{");
              } else {
                request.response().end("{\"status\":\"Processing\"," + OK + "}");
              }
            });
    MiniMaxProvider provider = at(port, Duration.ofSeconds(3));
    List<Future<QueryResult>> stalled =
        Stream.generate(() -> provider.query("1")).limit(16).toList();
    Future.all(stalled).await(10, SECONDS);

    assertThat(provider.query("1").await(5, SECONDS).finding()).isEqualTo(new Finding.Running());
  }
}
