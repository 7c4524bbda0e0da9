package dev.keyframed.service.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.support.frame.SampleImages;
import dev.keyframed.support.frame.UnusableFrameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRulesTest {
  @TempDir Path root;
  private Path dir;
  private FrameRules check;

  @BeforeEach
  void frames() throws IOException {
    dir = Files.createDirectory(root.resolve("frames"));
    check = new FrameRules(Optional.of(dir), false);
  }

  @Test
  void frame_url_and_file_stay_unchanged() throws IOException {
    Files.write(dir.resolve("a.png"), SampleImages.blank("png", 400, 400));
    assertThat(check.normal("https://example.com/a.png")).isEqualTo("https://example.com/a.png");
    assertThat(check.normal("file:a.png")).isEqualTo("file:a.png");
  }

  @Test
  void frame_schemes_are_read_without_case_and_written_in_lower_case() throws IOException {
    byte[] image = SampleImages.blank("png", 400, 400);
    Files.write(dir.resolve("A.png"), image);
    assertThat(check.normal("FILE:A.png")).isEqualTo("file:A.png");
    assertThat(check.normal(SampleImages.dataUrl("image/png", image).replace("data", "Data")))
        .isEqualTo(SampleImages.dataUrl("image/png", image));
  }

  @Test
  void frame_with_colour_profile_of_two_gigabytes_is_refused() {
    assertThat(fault(SampleImages.dataUrl("image/webp", SampleImages.hugeProfileWebp())))
        .startsWith("is cut short: a WebP image of which 174 bytes are there");
  }

  @Test
  void truncated_frame_is_refused_as_data_url_and_as_file() throws IOException {
    byte[] image = SampleImages.blank("png", 400, 400);
    byte[] half = Arrays.copyOf(image, image.length / 2);
    Files.write(dir.resolve("half.png"), half);
    assertThat(fault(SampleImages.dataUrl("image/png", half)))
        .startsWith("is cut short: a PNG image");
    assertThat(fault("file:half.png")).startsWith("is cut short: a PNG image");
  }

  @Test
  void frame_of_20_megabytes_is_refused() {
    String frame = SampleImages.dataUrl("image/png", new byte[20 * 1024 * 1024]);
    assertThat(fault(frame)).isEqualTo("must be under 20 MB");
  }

  @Test
  void frame_file_below_directory_is_accepted() throws IOException {
    Files.createDirectory(dir.resolve("a"));
    Files.write(dir.resolve("a/first.png"), SampleImages.blank("png", 400, 400));
    assertThat(check.normal("file:a/first.png")).isEqualTo("file:a/first.png");
    assertThat(fault("file:a/last.png"))
        .isEqualTo("names a file that is not found in frames.dir: a/last.png");
  }

  @Test
  void frame_file_is_checked_like_any_frame() throws IOException {
    Files.write(dir.resolve("small.png"), SampleImages.blank("png", 200, 400));
    Files.writeString(dir.resolve("text.png"), "no image");
    assertThat(fault("file:small.png")).contains("200x400");
    assertThat(fault("file:text.png")).contains("is not readable as one");
    assertThat(fault("file:")).isNotBlank();
  }

  @Test
  void frame_file_name_cannot_leave_directory() throws IOException {
    Files.write(root.resolve("secret.png"), SampleImages.blank("png", 400, 400));
    Files.createSymbolicLink(dir.resolve("link.png"), root.resolve("secret.png"));
    String out = "must name a file below frames.dir";
    assertThat(fault("file:../secret.png")).isEqualTo(out);
    assertThat(fault("file:../missing.png")).isEqualTo(out);
    assertThat(fault("file:" + root.resolve("secret.png"))).isEqualTo(out);
    assertThat(fault("file:link.png")).isEqualTo(out);
    assertThat(fault("file:a\0b")).isEqualTo(out);
  }

  @Test
  void frame_file_of_a_new_job_is_refused_without_directory() {
    check = new FrameRules(Optional.empty(), false);
    assertThat(fault("file:first.png")).isEqualTo("names a file, but frames.dir is not set");
    check = new FrameRules(Optional.of(root.resolve("nowhere")), false);
    assertThat(fault("file:first.png"))
        .isEqualTo("names a file, but frames.dir is not found or not accessible");
  }

  @Test
  void frame_file_is_not_checked_on_another_machine() throws IOException {
    assertThat(FrameRules.withoutFiles(false).normal("File:a.png")).isEqualTo("file:a.png");
  }

  @ParameterizedTest
  @CsvSource({"jpeg,image/jpeg", "png,image/png"})
  void bare_base64_frame_is_refused_with_required_prefix(String format, String type)
      throws IOException {
    String bare = Base64.getEncoder().encodeToString(SampleImages.blank(format, 400, 400));
    String hint =
        "seems to be Base64 without its beginning: write data:" + type + ";base64, before it";
    assertThat(fault(bare)).isEqualTo(hint);
    assertThat(fault(bare.replaceAll("(.{76})", "$1\r\n"))).isEqualTo(hint);
    assertThat(fault(type + ";base64," + bare)).startsWith("must begin with data:");
    assertThat(fault("base64," + bare)).startsWith("must begin with data:");
    assertThat(fault(" data:" + type + ";base64," + bare)).contains("no white space before it");
  }

  private String fault(String frame) {
    String[] message = new String[1];
    assertThatThrownBy(() -> check.normal(frame))
        .isInstanceOf(UnusableFrameException.class)
        .satisfies(fault -> message[0] = fault.getMessage());
    return message[0];
  }
}
