package dev.keyframed.adapter.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.GenerationRequest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CreationBodyTest {
  @Test
  void creation_body_contains_data_urls_and_urls_unchanged() {
    String large = "data:image/png;base64," + "ab+/".repeat(50_000);
    GenerationRequest request =
        new GenerationRequest(
            "MiniMax-Hailuo-02", "\"ä\"", "https://x/a.png?b=\"c\"", large, null, 10, "768P");

    assertThat(CreationBody.of(request, "https://me/c").toJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("model", "MiniMax-Hailuo-02")
                .put("prompt", "\"ä\"")
                .put("first_frame_image", "https://x/a.png?b=\"c\"")
                .put("last_frame_image", large)
                .put("duration", 10)
                .put("resolution", "768P")
                .put("callback_url", "https://me/c"));
  }

  @Test
  void creation_body_contains_two_data_urls() {
    String one = "data:image/png;base64,AAAA";
    String other = "data:image/jpeg;base64,BBBB";
    GenerationRequest request = new GenerationRequest("m", null, one, other, true, 6, "768P");

    JsonObject body = CreationBody.of(request, null).toJsonObject();

    assertThat(body.getString("first_frame_image")).isEqualTo(one);
    assertThat(body.getString("last_frame_image")).isEqualTo(other);
    assertThat(body.containsKey("callback_url")).isFalse();
  }
}
