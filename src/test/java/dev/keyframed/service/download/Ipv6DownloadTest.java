package dev.keyframed.service.download;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.machine.Event.DownloadFault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests a storage host that listens on {@code ::1} alone. */
class Ipv6DownloadTest extends DownloadFixture {
  private final List<String> hosts = new CopyOnWriteArrayList<>();

  @Test
  void video_is_downloaded_from_ipv6_address_over_redirect() throws Exception {
    int port = six();

    assertSaved(run(new FakeProvider("http://[::1]:" + port + "/moved"), QUICK));

    assertThat(hosts).containsExactly("[::1]:" + port, "[::1]:" + port);
  }

  @Test
  void file_is_not_blamed_when_storage_host_has_no_address() throws Exception {
    var failed = failed(run(new FakeProvider("http://nobody.invalid/a"), QUICK));

    assertThat(failed.fault()).isEqualTo(DownloadFault.OTHERS);
    assertThat(failed.message()).startsWith("nobody.invalid has no address: ");
  }

  private int six() throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              hosts.add(request.getHeader("Host"));
              if (request.path().equals("/moved")) {
                request.response().setStatusCode(302).putHeader("Location", "/here").end();
              } else {
                storage.well(request);
              }
            })
        .listen(0, "::1")
        .await(5, SECONDS)
        .actualPort();
  }
}
