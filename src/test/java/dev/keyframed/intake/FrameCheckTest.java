package dev.keyframed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCheckTest {
  @TempDir Path root;
  private Path dir;
  private FrameCheck check;

  @BeforeEach
  void frames() throws IOException {
    dir = Files.createDirectory(root.resolve("frames"));
    check = new FrameCheck(Optional.of(dir), false);
  }

  @Test
  void takes_each_format_by_value() throws IOException {
    assertThat(data("image/jpeg", Images.blank("jpeg", 400, 301))).isEmpty();
    assertThat(data("image/jpg", Images.blank("jpeg", 400, 301))).isEmpty();
    assertThat(data("image/png", Images.blank("png", 301, 400))).isEmpty();
    assertThat(data("image/webp", Images.webp(1366, 768))).isEmpty();
  }

  @Test
  void refuses_a_media_type_that_is_not_the_images() throws IOException {
    assertThat(data("image/png", Images.blank("jpeg", 400, 400)))
        .hasValue("says image/png, and its image is jpeg");
    assertThat(data("image/jpeg", Images.blank("gif", 400, 400)))
        .get()
        .asString()
        .contains("it is gif");
    assertThat(data("image/gif", Images.blank("gif", 400, 400)))
        .get()
        .asString()
        .startsWith("must begin with");
  }

  @ParameterizedTest
  @CsvSource({"300,400,shorter", "400,300,shorter", "1003,401,shape", "401,1003,shape"})
  void refuses_what_is_small_or_long(int width, int height, String why) throws IOException {
    assertThat(data("image/png", Images.blank("png", width, height)))
        .get()
        .asString()
        .contains(why, width + "x" + height);
  }

  @ParameterizedTest
  @CsvSource({"301,301", "1000,400", "400,1000"})
  void takes_what_is_just_large_and_short_enough(int width, int height) throws IOException {
    assertThat(data("image/png", Images.blank("png", width, height))).isEmpty();
  }

  @Test
  void reads_the_head_of_an_immense_image_only() {
    assertThat(data("image/png", Images.hollowPng(60_000, 60_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:",
        "data:image/png",
        "data:image/png;base64",
        "data:image/png,AAAA",
        "data:image/png;base64,",
        "data:image/png;base64,!!!!",
        "data:image/png;base64,AAAA",
        "data:image/jpeg;base64,/9j/4AAQSkZJRg==",
        "data:text/html;base64,AAAA"
      })
  void refuses_other_data(String frame) {
    assertThat(check.mistake(frame)).isPresent();
  }

  @Test
  void refuses_20_megabytes() {
    String frame = Images.dataUrl("image/png", new byte[20 * 1024 * 1024]);
    assertThat(check.mistake(frame)).hasValue("must be under 20 MB");
  }

  @Test
  void takes_a_file_below_the_directory() throws IOException {
    Files.createDirectory(dir.resolve("a"));
    Files.write(dir.resolve("a/first.png"), Images.blank("png", 400, 400));
    assertThat(check.mistake("file:a/first.png")).isEmpty();
    assertThat(check.mistake("file:a/last.png"))
        .hasValue("names a file that is not in frames.dir: a/last.png");
  }

  @Test
  void checks_a_file_like_any_frame() throws IOException {
    Files.write(dir.resolve("small.png"), Images.blank("png", 200, 400));
    Files.writeString(dir.resolve("text.png"), "no image");
    assertThat(check.mistake("file:small.png")).get().asString().contains("200x400");
    assertThat(check.mistake("file:text.png")).get().asString().contains("cannot be read as one");
    assertThat(check.mistake("file:")).isPresent();
  }

  @Test
  void lets_nobody_out_of_the_directory() throws IOException {
    Files.write(root.resolve("secret.png"), Images.blank("png", 400, 400));
    Files.createSymbolicLink(dir.resolve("link.png"), root.resolve("secret.png"));
    String out = "must name a file below frames.dir";
    assertThat(check.mistake("file:../secret.png")).hasValue(out);
    assertThat(check.mistake("file:../missing.png")).hasValue(out);
    assertThat(check.mistake("file:" + root.resolve("secret.png"))).hasValue(out);
    assertThat(check.mistake("file:link.png")).hasValue(out);
    assertThat(check.mistake("file:a\0b")).hasValue(out);
  }

  @Test
  void says_that_files_need_a_directory() {
    FrameCheck none = new FrameCheck(Optional.empty(), false);
    assertThat(none.mistake("file:first.png")).hasValue("names a file, but frames.dir is not set");
  }

  private Optional<String> data(String mediaType, byte[] image) {
    return check.mistake(Images.dataUrl(mediaType, image));
  }
}
