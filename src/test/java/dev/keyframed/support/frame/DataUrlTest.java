package dev.keyframed.support.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {
  /** Images of each length modulo three: their Base64 has 0, 1 and 2 characters of padding. */
  private static final byte[][] PNGS = new byte[3][];

  private static byte[] png;
  private static String normal;

  @BeforeAll
  static void images() throws IOException {
    byte[] whole = SampleImages.blank("png", 400, 400);
    for (int i = 0; i < 3; i++) {
      byte[] longer = Arrays.copyOf(whole, whole.length + i);
      PNGS[longer.length % 3] = longer;
    }
    png = PNGS[1];
    normal = SampleImages.dataUrl("image/png", png);
  }

  @Test
  void data_url_in_documented_form_is_returned_unchanged() throws IOException {
    for (byte[] image : PNGS) {
      String frame = SampleImages.dataUrl("image/png", image);
      assertThat(DataUrl.normal(frame)).isSameAs(frame);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/PNG;base64,",
        "DATA:IMAGE/PNG;BASE64,",
        "data:image/png;charset=utf-8;base64,",
        "data:image/png;name=a.png;charset=\"utf-8\";base64,",
        "data:image/png; base64,",
        "data:image/x-png;base64,"
      })
  void data_url_with_equivalent_header_is_normalised(String begin) throws IOException {
    String frame = begin + Base64.getEncoder().encodeToString(png);
    assertThat(DataUrl.normal(frame)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpg", "image/jpeg", "image/pjpeg", "image/JPEG"})
  void data_url_with_any_jpeg_media_type_becomes_image_jpeg(String type) throws IOException {
    byte[] jpeg = SampleImages.blank("jpeg", 400, 400);
    assertThat(DataUrl.normal(SampleImages.dataUrl(type, jpeg)))
        .isEqualTo(SampleImages.dataUrl("image/jpeg", jpeg));
  }

  @ParameterizedTest
  @CsvSource({"76,\\r\\n", "76,\\n", "64,\\n", "76,' '", "7,\\n", "76,\\n\\t"})
  void base64_with_line_breaks_becomes_unbroken(int length, String escaped) throws IOException {
    String end = escaped.translateEscapes();
    for (byte[] image : PNGS) {
      String base64 = Base64.getEncoder().encodeToString(image);
      String lines = base64.replaceAll("(.{" + length + "})", "$1" + end) + "\n";
      assertThat(DataUrl.normal("data:image/png;base64,\n" + lines))
          .isEqualTo(SampleImages.dataUrl("image/png", image));
    }
  }

  @Test
  void base64_without_padding_is_padded() throws IOException {
    for (byte[] image : PNGS) {
      String bare = Base64.getEncoder().withoutPadding().encodeToString(image);
      assertThat(DataUrl.normal("data:image/png;base64," + bare))
          .isEqualTo(SampleImages.dataUrl("image/png", image));
    }
  }

  @Test
  void base64_with_url_escapes_is_decoded() throws IOException {
    String escaped = normal.substring(normal.indexOf(',') + 1);
    escaped = escaped.replace("+", "%2B").replace("/", "%2f").replace("=", "%3D");
    assertThat(DataUrl.normal("data:image/png;base64," + escaped)).isEqualTo(normal);
  }

  @Test
  void unused_bits_of_base64_are_cleared() throws IOException {
    assertThat(normal).endsWith("AA==");
    String odd = normal.substring(0, normal.length() - 3) + "P==";
    assertThat(DataUrl.normal(odd)).isEqualTo(normal);
  }

  @Test
  void data_url_with_media_type_of_another_format_is_refused() throws IOException {
    assertThat(fault(SampleImages.dataUrl("image/png", SampleImages.blank("jpeg", 400, 400))))
        .isEqualTo("is declared as image/png, but contains jpeg");
    assertThat(fault(SampleImages.dataUrl("image/jpeg", SampleImages.blank("gif", 400, 400))))
        .contains("it is gif: convert it");
    assertThat(fault(SampleImages.dataUrl("image/heic", new byte[100])))
        .startsWith("must begin with data:image/jpeg;base64,")
        .endsWith("it is image/heic: convert the image");
    assertThat(fault(SampleImages.dataUrl("text/html", png))).endsWith("its type is text/html");
  }

  @Test
  void url_safe_base64_is_refused_by_name() {
    String safe = "data:image/png;base64," + "iVBORw0KGgo-_AAA";
    assertThat(fault(safe)).contains("URL-safe").contains("replace them by + and /");
  }

  @Test
  void percent_encoded_data_url_is_refused_by_name() {
    assertThat(fault("data:image/png,%89PNG%0D%0A")).contains(";base64", "percent-encoded");
    assertThat(fault("data:image/svg+xml,%3Csvg/%3E")).contains("image/svg+xml: convert");
  }

  @Test
  void base64_with_space_instead_of_plus_is_refused_by_name() {
    String frame = "data:image/png;base64,iVBORw0KGg o";
    assertThat(fault(frame)).contains("spaces").contains("+");
    String noPadding = normal.substring(0, normal.length() - 2);
    int middle = noPadding.indexOf(',') + 1 + 40;
    assertThat(fault(noPadding.substring(0, middle) + " " + noPadding.substring(middle)))
        .contains("spaces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:",
        "data:image/png",
        "data:image/png;base64",
        "data:image/png;base64;charset=utf-8,AAAA",
        "data:image/png,AAAA",
        "data:image/png;base64,",
        "data:image/png;base64,!!!!",
        "data:image/png;base64,AAAA",
        "data:image/png;base64,iVBOR",
        "data:image/png;base64,AAA=A",
        "data:image/png;base64,AAAA=",
        "data:image/png;base64,AA=",
        "data:image/png;base64,%",
        "data:image/png;base64,%4",
        "data:image/png;base64,%C3%A4",
        "data:image/png;base64,ääää",
        "data:;base64,AAAA",
        "data:text/html;base64,AAAA"
      })
  void invalid_data_urls_are_refused(String frame) {
    assertThat(fault(frame)).startsWith("must ");
  }

  @Test
  void data_url_header_is_searched_up_to_limit() {
    assertThat(fault("data:" + "a".repeat(2000) + ",")).startsWith("must begin with");
  }

  @Test
  void data_url_with_truncated_image_is_reported_as_cut() {
    assertThat(fault(SampleImages.dataUrl("image/png", Arrays.copyOf(png, png.length / 2))))
        .startsWith("is cut short");
  }

  private static String fault(String frame) {
    String[] message = new String[1];
    assertThatThrownBy(() -> DataUrl.normal(frame))
        .isInstanceOf(UnusableFrameException.class)
        .satisfies(fault -> message[0] = fault.getMessage());
    return message[0];
  }
}
