package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which requests, and above all which frames, are accepted. */
class CreationCheckTest {
  @ParameterizedTest
  @CsvSource({"6, 768P, 0.28", "10, 768P, 0.56", "6, 1080P, 0.49"})
  void supported_resolutions_and_durations_have_their_price(
      int seconds, String resolution, String usd) {
    CreationCheck check = check(order().put("duration", seconds).put("resolution", resolution));
    assertThat(check.order().orElseThrow().priceUsd()).isEqualByComparingTo(usd);
  }

  @ParameterizedTest
  @CsvSource({"10, 1080P", "6, 512P", "5, 768P", "0, 768P"})
  void unsupported_resolutions_and_durations_are_refused(int seconds, String resolution) {
    assertRefused(order().put("duration", seconds).put("resolution", resolution), "resolution");
  }

  @Test
  void model_prompt_and_required_frame_are_checked() {
    assertRefused(order().put("model", "MiniMax-Hailuo-2.3"), "model");
    assertRefused(order().put("prompt", "x".repeat(2001)), "prompt");
    assertRefused(order().put("prompt_optimizer", "yes"), "prompt_optimizer");
    assertRefused(
        new JsonObject().put("model", "MiniMax-Hailuo-02"), "last_frame_image is required");
    assertRefused(order().put("callback_url", "ftp://example.com/x"), "callback url");
    assertThat(CreationCheck.of(Buffer.buffer("{")).refusal().code()).isEqualTo(2013);
    assertThat(check(order().put("prompt", "x".repeat(2000))).refusal().code()).isZero();
    assertThat(check(order().put("prompt", "🎬".repeat(2000))).refusal().code()).isZero();
    assertRefused(order().put("prompt", "🎬".repeat(2001)), "prompt");
  }

  @ParameterizedTest
  @CsvSource({"301, 301", "301, 752", "752, 301", "1366, 768"})
  void frames_within_the_rules_are_accepted(int width, int height) throws Exception {
    assertThat(
            check(order().put("last_frame_image", FrameFixture.dataUrl(width, height, Color.RED)))
                .refusal()
                .code())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "300, 400, short side",
    "400, 300, short side",
    "301, 753, aspect",
    "753, 301, aspect"
  })
  void frames_of_a_wrong_shape_are_refused(int width, int height, String why) throws Exception {
    assertRefused(
        order().put("last_frame_image", FrameFixture.dataUrl(width, height, Color.RED)), why);
  }

  @Test
  void frames_that_cannot_be_decoded_are_refused() throws Exception {
    assertRefused(
        order().put("first_frame_image", FrameFixture.dataUrl("png", new byte[] {1, 2, 3})),
        "first_frame_image");
    assertRefused(
        order().put("last_frame_image", FrameFixture.dataUrl("gif", 400, 400, Color.RED)),
        "last_frame_image");
    String disguised =
        FrameFixture.dataUrl("bmp", 400, 400, Color.RED).replace("image/bmp", "image/png");
    assertRefused(order().put("last_frame_image", disguised), "JPG, JPEG, PNG or WebP");
    String whole = FrameFixture.dataUrl(400, 400, Color.RED);
    assertRefused(
        order().put("last_frame_image", whole.substring(0, whole.length() / 2 / 4 * 4)),
        "last_frame_image");
    assertRefused(
        order().put("last_frame_image", FrameFixture.dataUrl("png", new byte[20_000_000])),
        "under 20MB");
    assertThat(
            check(
                    order()
                        .put("last_frame_image", FrameFixture.dataUrl("jpeg", 400, 400, Color.RED)))
                .refusal()
                .code())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/etc/passwd",
        "nothing",
        "http://",
        "data:text/plain;base64,AAAA",
        "http://127.0.0.1:1/none.png"
      })
  void values_that_are_no_image_are_refused(String image) {
    assertRefused(order().put("last_frame_image", image), "last_frame_image");
  }

  @Test
  void jobs_are_identified_by_callback_url_or_request_digest() {
    JobRef named =
        check(order().put("callback_url", "https://example.com/x/callbacks/job-7/2-ab/mac")).job();
    assertThat(named).isEqualTo(new JobRef("job-7", "2-ab"));
    JobRef unnamed = check(order()).job();
    assertThat(unnamed.job()).matches("[0-9a-f]{64}").isEqualTo(check(order()).job().job());
    assertThat(unnamed).isNotEqualTo(check(order().put("prompt", "another")).job());
  }

  private static JsonObject order() {
    return new JsonObject()
        .put("model", "MiniMax-Hailuo-02")
        .put("prompt", "a fox")
        .put("last_frame_image", "https://example.com/last.jpg");
  }

  private static CreationCheck check(JsonObject order) {
    return CreationCheck.of(order.toBuffer());
  }

  private static void assertRefused(JsonObject order, String why) {
    CreationCheck check = check(order);
    assertThat(check.order()).isEmpty();
    assertThat(check.refusal().code()).isEqualTo(2013);
    assertThat(check.refusal().text()).startsWith("invalid params, ").contains(why);
  }
}
