package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.machine.Event.DownloadFault;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests content encodings that were not requested. */
class CompressedDownloadTest extends DownloadFixture {
  @Test
  void download_requests_identity_encoding() throws Exception {
    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(0, "Accept-Encoding")).isEqualTo("identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "X-GZIP"})
  void unrequested_gzip_is_decompressed(String encoding) throws Exception {
    storage.next(serving(encoding, gzip(storage.video)));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.requests).hasSize(1);
  }

  @Test
  void cut_gzip_download_restarts() throws Exception {
    Buffer packed = gzip(storage.video);
    storage.next(
        request -> {
          head(request, "gzip").putHeader("Content-Length", String.valueOf(packed.length()));
          request
              .response()
              .write(packed.slice(0, packed.length() / 2))
              .onSuccess(written -> request.connection().close());
        });
    storage.next(serving("gzip", packed));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(1, "Range")).isNull();
  }

  @Test
  void gzip_download_is_limited_by_decompressed_size() throws Exception {
    Buffer bomb = gzip(Buffer.buffer(new byte[1_000_001]));
    storage.next(serving("gzip", bomb));

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).message())
        .isEqualTo(
            "the gzip data is not readable: decompressed, it is larger than download.max_size");
  }

  @Test
  void invalid_gzip_is_refused_and_file_is_blamed() throws Exception {
    storage.next(serving("gzip", storage.video));

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).fault())
        .isEqualTo(DownloadFault.FILE);
  }

  @Test
  void unsupported_content_encoding_is_refused() throws Exception {
    storage.next(serving("br", storage.video));

    assertThat(failed(run(new FakeProvider(storage.url()), QUICK)).message())
        .isEqualTo("HTTP 200: a content encoding that was not requested");
  }

  @Test
  void compressed_range_is_refused_and_download_restarts() throws Exception {
    int size = storage.video.length();
    storage.next(storage::cut);
    storage.next(
        request ->
            head(request, "gzip")
                .setStatusCode(206)
                .putHeader("Content-Range", "bytes " + size / 2 + "-" + (size - 1) + "/" + size)
                .end(gzip(storage.video.slice(size / 2, size))));

    assertSaved(run(new FakeProvider(storage.url()), QUICK));

    assertThat(storage.header(2, "Range")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void gzip_is_decompressed_from_chunks_of_any_size(int piece) throws Exception {
    byte[] packed = named(gzip(storage.video).getBytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Gunzip gunzip = new Gunzip((bytes, count) -> out.write(bytes, 0, count))) {
      for (int at = 0; at < packed.length; at += piece) {
        assertThat(gunzip.isWhole()).isFalse();
        gunzip.feed(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + piece)));
      }
      assertThat(gunzip.isWhole()).isTrue();
    }
    assertThat(out.toByteArray()).isEqualTo(storage.video.getBytes());
  }

  @Test
  void gzip_with_wrong_checksum_is_not_whole() throws Exception {
    byte[] packed = gzip(storage.video).getBytes();
    packed[packed.length - 6] ^= 1;
    try (Gunzip gunzip = new Gunzip((bytes, count) -> {})) {
      gunzip.feed(packed);
      assertThat(gunzip.isWhole()).isFalse();
    }
  }

  /** Returns the data with every optional field of a gzip header. */
  private static byte[] named(byte[] packed) {
    packed[3] = 2 + 4 + 8 + 16;
    return Buffer.buffer(packed)
        .getBuffer(0, 10)
        .appendBytes(new byte[] {3, 0, 1, 2, 3})
        .appendString("name\0comment\0cc")
        .appendBytes(packed, 10, packed.length - 10)
        .getBytes();
  }

  static Buffer gzip(Buffer content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content.getBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Buffer.buffer(packed.toByteArray());
  }

  private static Handler<HttpServerRequest> serving(String encoding, Buffer content) {
    return request -> head(request, encoding).end(content);
  }

  private static HttpServerResponse head(HttpServerRequest request, String encoding) {
    return request
        .response()
        .putHeader("ETag", FakeVideoServer.ETAG)
        .putHeader("Content-Encoding", encoding);
  }
}
