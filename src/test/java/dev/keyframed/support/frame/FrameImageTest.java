package dev.keyframed.support.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameImageTest {
  private static final Map<String, byte[]> WHOLE = whole();

  static Set<String> whole_images() {
    return WHOLE.keySet();
  }

  private static Map<String, byte[]> whole() {
    try {
      Map<String, byte[]> images = new LinkedHashMap<>();
      byte[] jpeg = SampleImages.blank("jpeg", 400, 301);
      images.put("jpeg", jpeg);
      images.put("jpeg, gray", SampleImages.gray("jpeg", 400, 301));
      images.put("jpeg, progressive", SampleImages.progressiveJpeg(400, 301));
      images.put(
          "jpeg, thumbnail", SampleImages.withThumbnail(jpeg, SampleImages.blank("jpeg", 90, 60)));
      images.put("png", SampleImages.blank("png", 400, 301));
      images.put("png, gray", SampleImages.gray("png", 400, 301));
      images.put("webp, lossless", SampleImages.webp(400, 301));
      images.put("webp, lossy", SampleImages.lossyWebp(400, 301));
      images.put("webp, animated", SampleImages.animatedWebp(400, 301));
      images.put("webp, profile", SampleImages.profiledWebp(400, 301, 128));
      return images;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("whole_images")
  void whole_image_is_accepted_with_its_size(String name) throws IOException {
    FrameImage image = read(WHOLE.get(name));
    assertThat(image.format().subtype()).isEqualTo(name.replaceFirst(",.*", ""));
    assertThat(image.width()).isEqualTo(400);
    assertThat(image.height()).isEqualTo(301);
  }

  @ParameterizedTest
  @MethodSource("whole_images")
  void bytes_after_end_of_image_are_ignored(String name) throws IOException {
    byte[] image = WHOLE.get(name);
    for (String more : new String[] {"00", "0000000000000000", "0d0a", "ffd8ffe1", "00ff"}) {
      byte[] followed = SampleImages.join(image, HexFormat.of().parseHex(more));
      assertThat(read(followed).width()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @MethodSource("whole_images")
  void truncated_image_is_reported_as_cut_at_any_length(String name) {
    byte[] image = WHOLE.get(name);
    for (int length = ImageFormat.HEAD; length < image.length; length++) {
      assertThat(fault(Arrays.copyOf(image, length)))
          .as("%d of %d bytes", length, image.length)
          .startsWith("is cut short: a ");
    }
  }

  @Test
  void truncated_image_message_names_number_of_bytes() throws IOException {
    byte[] png = SampleImages.blank("png", 400, 400);
    int half = png.length / 2;
    assertThat(fault(Arrays.copyOf(png, half)))
        .isEqualTo(
            "is cut short: a PNG image of which "
                + half
                + " bytes are there, without its end; send the whole image");
  }

  @Test
  void image_with_zeros_in_second_half_is_refused() throws IOException {
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] image = SampleImages.blank(format, 400, 400);
      Arrays.fill(image, image.length / 2, image.length, (byte) 0);
      assertThat(fault(image)).as(format).isNotBlank();
    }
  }

  @Test
  void length_claimed_by_colour_profile_is_not_trusted() throws IOException {
    assertThat(fault(SampleImages.hugeProfileWebp())).startsWith("is cut short: a WebP image");
    assertThat(read(SampleImages.profiledWebp(400, 400, 0x7ffffff0)).width()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7ffffff0, -1, Integer.MIN_VALUE, 1_000_000})
  void length_claimed_by_image_chunk_is_not_trusted(int length) {
    byte[] webp = SampleImages.webp(400, 400);
    ByteBuffer.wrap(webp).putInt(16, Integer.reverseBytes(length));
    assertThat(fault(webp)).isNotBlank();
    byte[] png = SampleImages.hollowPng(400, 400);
    ByteBuffer.wrap(png).putInt(33, length);
    assertThat(fault(png)).isNotBlank();
  }

  @Test
  void size_of_immense_image_is_read_from_its_header() throws IOException {
    assertThat(read(SampleImages.hollowPng(60_000, 60_000)).width()).isEqualTo(60_000);
  }

  @ParameterizedTest
  @CsvSource({"300,400,shorter", "400,300,shorter", "1003,401,shape", "401,1003,shape"})
  void image_that_is_too_small_or_too_long_is_refused(int width, int height, String why) {
    assertThat(fault(SampleImages.hollowPng(width, height))).contains(why, width + "x" + height);
    assertThat(fault(SampleImages.webp(width, height))).contains(why, width + "x" + height);
    assertThat(fault(SampleImages.animatedWebp(width, height))).contains(why, width + "x" + height);
  }

  @ParameterizedTest
  @CsvSource({"301,301", "1000,400", "400,1000"})
  void image_at_size_limits_is_accepted(int width, int height) throws IOException {
    assertThat(read(SampleImages.hollowPng(width, height)).height()).isEqualTo(height);
  }

  @ParameterizedTest
  @CsvSource({
    "474946383961,it is gif",
    "000000186674797068656963,it is heic",
    "0000001c667479706d696631,it is heic",
    "000000206674797061766966,it is avif",
    "000000206674797069736f6d,a video",
    "424d0000,it is bmp",
    "49492a00,it is tiff",
    "3c737667,SVG",
    "255044462d,it is pdf"
  })
  void image_of_unsupported_format_is_refused_by_name(String hex, String why) {
    byte[] head = HexFormat.of().parseHex(hex);
    assertThat(fault(Arrays.copyOf(head, 100)))
        .startsWith("must be a JPEG, PNG or WebP")
        .contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffd8ffd9", // ends at once
        "ffd8ffd8ffd9", // begins twice
        "ffd8ffc0000200ffd9", // no room for a size
        "ffd8ffc0000b080190019003011100ffd9", // no pixels
        "ffd8ffda000201ffd9", // pixels without a header
        "ffd8ffe00001ffd9", // a segment shorter than its length
        "ffd8ffc0000b08000001900101110000ffda000201ffd9" // no height
      })
  void invalid_jpeg_is_refused(String hex) {
    assertThat(fault(HexFormat.of().parseHex(hex)))
        .startsWith("must be a JPEG, PNG or WebP image, and is not readable as one");
  }

  @Test
  void minimal_jpeg_is_accepted() throws IOException {
    String least = "ffd8" + "ffc0000b080190019003011100" + "ffda0002" + "01ff0002ffd003" + "ffffd9";
    assertThat(read(HexFormat.of().parseHex(least)))
        .isEqualTo(new FrameImage(ImageFormat.JPEG, 400, 400));
  }

  @Test
  void invalid_png_is_refused() {
    byte[] none = new byte[0];
    byte[] head = Arrays.copyOfRange(SampleImages.hollowPng(400, 400), 8, 33);
    byte[] end = SampleImages.part("IEND", none);
    assertThat(fault(SampleImages.png(end))).contains("header is not first");
    assertThat(fault(SampleImages.png(head, end))).contains("no pixels");
    assertThat(fault(SampleImages.png(head, SampleImages.part("ID\0T", none), end)))
        .contains("byte 33");
    assertThat(fault(SampleImages.hollowPng(0, 400))).contains("no size");
    assertThat(fault(SampleImages.hollowPng(-1, 400))).contains("size is invalid");
  }

  @Test
  void invalid_webp_is_refused() {
    byte[] pixels = SampleImages.chunk("VP8L", new byte[] {0x2f, 0, 0, 0, 0});
    byte[] otherSize = Arrays.copyOfRange(SampleImages.profiledWebp(400, 400, 128), 12, 30);
    assertThat(fault(SampleImages.riff())).contains("no pixels");
    assertThat(fault(SampleImages.riff(SampleImages.chunk("EXIF", new byte[4]), pixels)))
        .contains("unknown");
    assertThat(fault(SampleImages.riff(SampleImages.chunk("VP8L", new byte[4]))))
        .contains("too short");
    assertThat(fault(SampleImages.riff(SampleImages.chunk("VP8 ", new byte[20]))))
        .contains("header is invalid");
    assertThat(fault(SampleImages.riff(otherSize))).contains("no pixels");
    assertThat(fault(SampleImages.riff(otherSize, pixels))).contains("sizes differ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "hello, this is no image at all"})
  void data_that_is_no_image_is_refused(String text) {
    assertThat(fault(text.getBytes(StandardCharsets.UTF_8)))
        .startsWith("must be a JPEG, PNG or WebP image, ");
  }

  @Test
  void image_of_20_megabytes_is_refused_and_one_byte_less_is_accepted() throws IOException {
    byte[] jpeg = SampleImages.blank("jpeg", 400, 400);
    assertThat(read(Arrays.copyOf(jpeg, FrameLimits.BYTES - 1)).width()).isEqualTo(400);
    assertThat(fault(Arrays.copyOf(jpeg, FrameLimits.BYTES))).isEqualTo("must be under 20 MB");
    assertThat(fault(new byte[FrameLimits.BYTES])).isEqualTo("must be under 20 MB");
  }

  private static FrameImage read(byte[] image) throws IOException {
    return FrameImage.read(new ByteArrayInputStream(image));
  }

  private static String fault(byte[] image) {
    String[] message = new String[1];
    assertThatThrownBy(() -> read(image))
        .isInstanceOf(UnusableFrameException.class)
        .satisfies(fault -> message[0] = fault.getMessage());
    return message[0];
  }
}
