package dev.keyframed.service.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.State;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore.NewJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests entries that exceed a limit. */
class LargeEntryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ENTRY = "1700000000000-7";
  private static final String LAST = "\"last_frame_image\":\"https://example.com/last.png\"";

  private final Admission admission =
      new Admission(new IntakeSettings(Optional.empty(), false, 3, Map.of()));

  @Test
  void entry_with_too_many_fields_is_rejected() {
    assertThat(mistakes(examine(new Content.TooManyFields(5_000_000), 1)))
        .containsExactly(
            new Mistake(
                "job",
                "is one of 5000000 fields: an entry may have at most 64, of which only job is read"));
  }

  @Test
  void job_with_too_many_fields_is_rejected_without_keeping_them() {
    StringBuilder job = new StringBuilder("{" + LAST);
    for (int field = 0; field < 20_000; field++) {
      job.append(",\"x").append(field).append("\":1");
    }
    assertThat(mistakes(examine(job.append('}').toString())))
        .extracting(Mistake::field)
        .containsExactly("job");
  }

  @Test
  void entry_that_ended_too_many_readers_is_rejected_unread() {
    NewJob arrival = examine(new Content.Withheld(), 6);
    assertThat(arrival.job().state()).isEqualTo(State.REJECTED);
    assertThat(mistakes(arrival))
        .containsExactly(
            new Mistake("job", "was not read again: a daemon ended 5 times while reading it"));
  }

  @Test
  void number_of_reported_mistakes_is_limited() {
    StringBuilder job = new StringBuilder("{");
    for (int field = 0; field < 1000; field++) {
      job.append('"').append("x".repeat(100)).append(field).append("\":1,");
    }
    assertThat(mistakes(examine(job.append(LAST).append('}').toString())))
        .hasSize(32)
        .allMatch(mistake -> mistake.field().length() <= 64);
  }

  @Test
  void mistaken_fields_beyond_reported_ones_are_not_used() {
    StringBuilder job = new StringBuilder("{\"id\":7,\"duration\":\"six\",\"prompt\":[],");
    for (int field = 0; field < 100; field++) {
      job.append("\"x").append(field).append("\":1,");
    }
    NewJob arrival = examine(job.append(LAST).append('}').toString());
    assertThat(arrival.job().state()).isEqualTo(State.REJECTED);
    assertThat(arrival.job().id().text()).isEqualTo(ENTRY);
  }

  private NewJob examine(String job) {
    return admission.examine(Entry.of(ENTRY, job.getBytes(UTF_8)), NOW);
  }

  private NewJob examine(Content content, long starts) {
    return admission.examine(new Entry(ENTRY, content, starts), NOW);
  }

  private static List<Mistake> mistakes(NewJob arrival) {
    return arrival.job().failure() == null ? List.of() : arrival.job().failure().mistakes();
  }
}
