package dev.keyframed.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.Provider.Creation;
import dev.keyframed.port.Provider.Location;
import dev.keyframed.port.Provider.Report;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** What the readers of the provider's answers promise of any bytes whatever. */
final class AnswerPromises {
  static final String KEY = "the-key";

  private AnswerPromises() {}

  /** Fails where they break one. */
  static void check(int status, byte[] body) {
    Answer answer = Answer.of("api.example.com", status, null, Buffer.buffer(body), List.of(KEY));
    Creation creation = Creations.of(answer);
    Report report = Reports.of(answer);
    Location location = Locations.of(answer);

    assertThat(report.finding()).isNotNull();
    assertThat(answer.complaint()).doesNotContain(KEY).doesNotContain("\n");
    if (creation instanceof Creation.Refused refused) {
      assertThat(refused.message()).doesNotContain(KEY);
    }
    if (creation instanceof Creation.Created created) {
      assertThat(status / 100).isEqualTo(2);
      assertThat(created.taskId()).isNotBlank().hasSizeLessThanOrEqualTo(64);
    }
    if (location instanceof Location.Found found) {
      assertThat(found.urls()).isNotEmpty();
    }
  }
}
