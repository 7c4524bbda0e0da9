package dev.keyframed.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PREPARING",
    "9, PREPARING",
    "10, QUEUEING",
    "24, QUEUEING",
    "25, PROCESSING",
    "99, PROCESSING",
    "100, SUCCESS",
    "9999, SUCCESS"
  })
  void task_status_follows_the_time(int seconds, TaskStatus expected) {
    assertThat(task(false, BaseResp.SUCCESS).at(BEGIN.plusSeconds(seconds))).isEqualTo(expected);
  }

  @Test
  void failed_task_has_its_reason_only_at_the_end_and_no_file() {
    Task task = task(true, BaseResp.of(1027));
    assertThat(task.at(BEGIN.plusSeconds(100))).isEqualTo(TaskStatus.FAIL);
    assertThat(task.verdictAt(TaskStatus.FAIL).code()).isEqualTo(1027);
    assertThat(task.verdictAt(TaskStatus.PROCESSING).code()).isZero();
    assertThat(task.fileIdAt(TaskStatus.FAIL)).isEmpty();
  }

  @Test
  void task_reveals_its_file_id_only_on_success() {
    Task task = task(false, BaseResp.SUCCESS);
    assertThat(task.fileIdAt(TaskStatus.PROCESSING)).isEmpty();
    assertThat(task.fileIdAt(TaskStatus.SUCCESS)).isEqualTo("2");
  }

  private static Task task(boolean fails, BaseResp verdict) {
    AcceptedRequest order =
        new AcceptedRequest(
            new JobRef("job", "1"),
            "",
            Optional.empty(),
            new AcceptedFrame("", Buffer.buffer()),
            Resolution.P768,
            6,
            BigDecimal.ONE,
            Optional.empty());
    return new Task("1", "2", order, BEGIN, verdict, fails, Duration.ofSeconds(100));
  }
}
