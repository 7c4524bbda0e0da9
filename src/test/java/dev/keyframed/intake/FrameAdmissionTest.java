package dev.keyframed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.frame.SampleImages;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameAdmissionTest {
  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  @Test
  void a_data_url_is_stored_in_the_form_that_the_provider_documents() throws Exception {
    byte[] image = SampleImages.blank("jpeg", 400, 400);
    String lines = Base64.getMimeEncoder().encodeToString(image).replace("\r\n", "\\r\\n");
    String frame = "data:image/JPG;charset=utf-8;base64," + lines;
    NewJob arrival =
        examine("{\"first_frame_image\":\"" + frame + "\",\"last_frame_image\":\"" + frame + "\"}");
    assertThat(arrival.job().failure()).isNull();
    String normal = SampleImages.dataUrl("image/jpeg", image);
    assertThat(arrival.request().firstFrame()).isEqualTo(normal);
    assertThat(arrival.request().lastFrame()).isEqualTo(normal);
  }

  @Test
  void a_frame_that_cannot_be_used_is_a_mistake_of_its_field() throws Exception {
    byte[] image = SampleImages.blank("png", 400, 400);
    String half = SampleImages.dataUrl("image/png", Arrays.copyOf(image, image.length / 2));
    String huge = SampleImages.dataUrl("image/webp", SampleImages.hugeProfileWebp());
    NewJob arrival =
        examine("{\"first_frame_image\":\"" + half + "\",\"last_frame_image\":\"" + huge + "\"}");
    assertThat(arrival.request()).isNull();
    assertThat(arrival.job().failure().mistakes())
        .extracting(Mistake::field)
        .containsExactly("first_frame_image", "last_frame_image");
    assertThat(arrival.job().failure().mistakes())
        .allSatisfy(mistake -> assertThat(mistake.message()).startsWith("is cut short: a "));
  }

  @Test
  void a_presigned_url_of_many_characters_is_stored_as_it_is() {
    String url = "https://bucket.s3.amazonaws.com/a.png?X-Amz-Security-Token=" + "a".repeat(8000);
    NewJob arrival = examine("{\"last_frame_image\":\"" + url + "\"}");
    assertThat(arrival.request().lastFrame()).isEqualTo(url);
  }

  private NewJob examine(String job) {
    return admission.examine(
        Entry.of("1-0", job.getBytes(StandardCharsets.UTF_8)), Instant.ofEpochMilli(2));
  }
}
