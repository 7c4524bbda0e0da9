package dev.keyframed.adapter.minimax;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.adapter.minimax.FrameSource.UnreadableFrameException;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.support.frame.SampleImages;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class FrameSourceTest {
  @TempDir private Path home;
  private Path frames;

  @BeforeEach
  void directory() throws IOException {
    frames = Files.createDirectory(home.resolve("frames"));
    write(home.resolve("secret.png"), "89504e470d0a1a0a00000000");
    Files.createDirectory(frames.resolve("sub"));
    Files.createSymbolicLink(frames.resolve("link.png"), home.resolve("secret.png"));
    Files.createSymbolicLink(frames.resolve("out"), home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void frame_file_becomes_data_url_of_its_type(String format, Vertx vertx) throws Exception {
    byte[] image = SampleImages.blank(format, 400, 400);
    Files.write(frames.resolve("sub/frame"), image);

    GenerationRequest inlined =
        new FrameSource(vertx, frames)
            .inline(request("https://x.example/a.png", "file:sub/frame"))
            .await(5, SECONDS);

    assertThat(inlined.firstFrame()).isEqualTo("https://x.example/a.png");
    assertThat(inlined.lastFrame()).isEqualTo(SampleImages.dataUrl("image/" + format, image));
  }

  @Test
  void frame_file_truncated_since_admission_is_refused(Vertx vertx) throws Exception {
    byte[] image = SampleImages.blank("png", 400, 400);
    Files.write(frames.resolve("half.png"), Arrays.copyOf(image, image.length / 2));
    FrameSource source = new FrameSource(vertx, frames);

    assertThatThrownBy(() -> source.inline(request("file:half.png", "x")).await(5, SECONDS))
        .isInstanceOf(UnreadableFrameException.class)
        .hasMessageStartingWith("first_frame_image: is cut short: a PNG image");
  }

  @Test
  void frame_file_replaced_by_smaller_image_since_admission_is_refused(Vertx vertx)
      throws Exception {
    Files.write(frames.resolve("small.png"), SampleImages.blank("png", 200, 400));
    FrameSource source = new FrameSource(vertx, frames);

    assertThatThrownBy(() -> source.inline(request(null, "file:small.png")).await(5, SECONDS))
        .hasMessageStartingWith("last_frame_image: must be more than 300 pixels");
  }

  @Test
  void frame_file_one_byte_below_20_mb_is_accepted(Vertx vertx) throws Exception {
    byte[] image = Arrays.copyOf(SampleImages.blank("png", 400, 400), (20 << 20) - 1);
    Files.write(frames.resolve("large.png"), image);

    GenerationRequest inlined =
        new FrameSource(vertx, frames).inline(request(null, "file:large.png")).await(20, SECONDS);

    assertThat(inlined.lastFrame().equals(SampleImages.dataUrl("image/png", image))).isTrue();
  }

  @Test
  void frame_urls_and_data_urls_stay_unchanged(Vertx vertx) throws Exception {
    GenerationRequest request = request(null, "data:image/png;base64,AAAA");

    assertThat(new FrameSource(vertx, null).inline(request).await(5, SECONDS)).isSameAs(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:../secret.png",
        "file:sub/../../secret.png",
        "file:out/secret.png",
        "file:link.png",
        "file:sub",
        "file:missing.png",
        "file:",
        "file:a\0b"
      })
  void frame_file_outside_of_directory_is_refused(String frame, Vertx vertx) {
    FrameSource source = new FrameSource(vertx, frames);

    assertThatThrownBy(() -> source.inline(request(null, frame)).await(5, SECONDS))
        .isInstanceOf(UnreadableFrameException.class)
        .hasMessageStartingWith("last_frame_image: ")
        .hasMessageNotContaining(home.toString());
  }

  @Test
  void frame_file_with_absolute_path_is_refused(Vertx vertx) {
    FrameSource source = new FrameSource(vertx, frames);
    String outside = "file:" + home.resolve("secret.png");

    assertThatThrownBy(() -> source.inline(request(outside, "https://x/b.png")).await(5, SECONDS))
        .hasMessage("first_frame_image: must name a file below frames.dir");
  }

  @Test
  void frame_file_that_is_no_image_is_refused(Vertx vertx) throws Exception {
    Files.writeString(frames.resolve("notes.png"), "hello");
    FrameSource source = new FrameSource(vertx, frames);

    assertThatThrownBy(() -> source.inline(request(null, "file:notes.png")).await(5, SECONDS))
        .hasMessage(
            "last_frame_image: must be a JPEG, PNG or WebP image, and is not readable as one");
  }

  @Test
  void frame_file_of_20_mb_is_refused(Vertx vertx) throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(frames.resolve("big.png").toFile(), "rw")) {
      sparse.setLength(20 << 20);
    }
    FrameSource source = new FrameSource(vertx, frames);

    assertThatThrownBy(() -> source.inline(request(null, "file:big.png")).await(5, SECONDS))
        .hasMessage("last_frame_image: must be under 20 MB");
  }

  @Test
  void frame_file_of_a_stored_job_is_refused_without_directory(Vertx vertx) {
    FrameSource source = new FrameSource(vertx, null);

    assertThatThrownBy(() -> source.inline(request(null, "file:a.png")).await(5, SECONDS))
        .hasMessage("last_frame_image: names a file, but frames.dir is not set");
  }

  private static GenerationRequest request(String first, String last) {
    return new GenerationRequest("MiniMax-Hailuo-02", null, first, last, null, 6, "768P");
  }

  private static void write(Path file, String hex) throws IOException {
    Files.write(file, HexFormat.of().parseHex(hex));
  }
}
