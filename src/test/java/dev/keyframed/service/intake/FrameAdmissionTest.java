package dev.keyframed.service.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.support.frame.SampleImages;
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
  void data_url_of_job_is_stored_in_documented_form() throws Exception {
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
  void unusable_frame_is_mistake_of_its_field() throws Exception {
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
  void long_presigned_url_is_stored_unchanged() {
    String url = "https://bucket.s3.amazonaws.com/a.png?X-Amz-Security-Token=" + "a".repeat(8000);
    NewJob arrival = examine("{\"last_frame_image\":\"" + url + "\"}");
    assertThat(arrival.request().lastFrame()).isEqualTo(url);
  }

  private NewJob examine(String job) {
    return admission.examine(
        Entry.of("1-0", job.getBytes(StandardCharsets.UTF_8)), Instant.ofEpochMilli(2));
  }
}
