package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.State;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Checks the guarantees of admission for any bytes in an entry of the queue. */
final class AdmissionProperties {
  private static final String ENTRY = "1700000000000-0";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Admission ADMISSION =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  private AdmissionProperties() {}

  /** Fails if a guarantee is broken. */
  static void check(byte[] job) {
    NewJob arrival = ADMISSION.examine(Entry.of(ENTRY, job), NOW);
    NewJob again = ADMISSION.examine(Entry.of(ENTRY, job), NOW);

    assertThat(again.digest()).isEqualTo(arrival.digest()).hasSize(16);
    boolean named = !arrival.job().id().text().equals(ENTRY);
    assertThat(arrival.job().id().text().matches("[0-9]+-[0-9]+")).isNotEqualTo(named);
    if (arrival.metadata() != null) {
      assertThat(arrival.metadata()).startsWith("{").endsWith("}");
      assertThat(new JsonObject(arrival.metadata())).isNotNull();
      assertThat(arrival.metadata().getBytes(UTF_8).length).isLessThanOrEqualTo(4096);
    }
    if (arrival.job().state() == State.REJECTED) {
      assertThat(arrival.request()).isNull();
      assertThat(arrival.job().failure().mistakes()).isNotEmpty().hasSizeLessThanOrEqualTo(32);
      arrival.job().failure().mistakes().forEach(AdmissionProperties::check);
    } else {
      assertThat(Characters.firstFault(job)).isEmpty();
      assertThat(Characters.firstHalf(String.valueOf(arrival.request().prompt()))).isNegative();
      assertThat(Characters.firstHalf(arrival.request().lastFrame())).isNegative();
    }
  }

  private static void check(Mistake mistake) {
    assertThat(mistake.field()).hasSizeLessThanOrEqualTo(64);
    assertThat(Characters.firstHalf(mistake.field())).isNegative();
  }
}
