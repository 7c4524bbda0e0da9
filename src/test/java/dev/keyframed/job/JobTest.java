package dev.keyframed.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Job.FormerAttempt;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobTest {
  private static final Set<String> OF_POLLING =
      Set.of("version", "due", "queryDeadline", "retries", "notFoundCount", "endReported");
  private static final RecordComponent[] COMPONENTS = Job.class.getRecordComponents();

  static Stream<String> components() {
    return Arrays.stream(COMPONENTS).map(RecordComponent::getName);
  }

  @ParameterizedTest
  @MethodSource("components")
  void change_counts_as_poll_bookkeeping_for_exactly_its_own_fields(String name) throws Exception {
    JobBuilder draft = new JobBuilder(new JobId("one"), terms("768P"), Instant.EPOCH);
    draft.state = State.GENERATING;
    draft.taskId = "1";
    Job job = draft.done();
    Job other = changed(job, name);
    assertThat(other).isNotEqualTo(job);
    assertThat(other.differsOnlyInPolling(job)).isEqualTo(OF_POLLING.contains(name));
    assertThat(job.differsOnlyInPolling(other)).isEqualTo(OF_POLLING.contains(name));
  }

  private static JobSpec terms(String resolution) {
    return new JobSpec("MiniMax-Hailuo-02", resolution, 6, 1, Priority.NORMAL, null, null, 3);
  }

  private static Job changed(Job job, String name) throws Exception {
    Object[] values = new Object[COMPONENTS.length];
    for (int at = 0; at < values.length; at++) {
      Object value = COMPONENTS[at].getAccessor().invoke(job);
      values[at] = COMPONENTS[at].getName().equals(name) ? another(COMPONENTS[at], value) : value;
    }
    Class<?>[] types =
        Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return Job.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object another(RecordComponent component, Object value) {
    List<Object> some =
        List.of(
            1,
            1L,
            true,
            "other",
            Instant.MAX,
            new JobId("other"),
            State.QUEUED,
            terms("1080P"),
            new Attempt(1, "a"),
            List.of(new FormerAttempt(new Attempt(1, "a"), false)),
            Job.TaskIdSource.PUSH,
            Job.Via.POLL,
            Failure.of(ErrorCode.GENERATION_FAILED, "why"),
            new Video("path", 1, "sum", 1, 1));
    Class<?> type = MethodType.methodType(component.getType()).wrap().returnType();
    return some.stream()
        .filter(other -> type.isInstance(other) && !other.equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no value for " + component));
  }
}
