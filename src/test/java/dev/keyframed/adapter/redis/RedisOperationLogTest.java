package dev.keyframed.adapter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.port.OperationLog;
import dev.keyframed.port.OperationLog.JobChange;
import dev.keyframed.port.OperationLog.LoggedOperation;
import dev.keyframed.port.OperationLog.OperationKind;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisOperationLogTest {
  private static final JobChange CHANGE =
      new JobChange(
          new JobId("a"),
          State.FAILED,
          State.QUEUED,
          "77",
          ErrorCode.DOWNLOAD_FAILED,
          "MiniMax-Hailuo-02",
          "768P",
          -280_000);

  private static RedisFixture redis;
  private static RedisNamespace namespace;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
    namespace = redis.namespace("noted", "n1");
  }

  @AfterAll
  static void stop() throws Exception {
    redis.stop();
  }

  @Test
  void operation_note_is_taken_unchanged_and_once() throws Exception {
    OperationLog log = namespace.operations();
    LoggedOperation retried = new LoggedOperation(OperationKind.RETRY, "alice@host", CHANGE);
    LoggedOperation cancelled =
        new LoggedOperation(
            OperationKind.CANCEL,
            "bob@host",
            new JobChange(
                new JobId("b"), State.QUEUED, State.CANCELLED, null, null, "m", "768P", 0));
    LoggedOperation paused = new LoggedOperation(OperationKind.PAUSE, "alice@host", null);
    for (LoggedOperation done : List.of(retried, cancelled, paused)) {
      log.note(done).await(5, SECONDS);
    }

    assertThat(take(log)).containsExactly(retried, cancelled, paused);
    assertThat(take(log)).isEmpty();
  }

  @Test
  void operation_notes_are_shared_by_two_daemons_and_each_is_taken_once() throws Exception {
    OperationLog one = namespace.operations();
    OperationLog two = namespace.operations();
    for (int note = 0; note < 150; note++) {
      one.note(new LoggedOperation(OperationKind.RESUME, "user-" + note, null)).await(5, SECONDS);
    }

    List<LoggedOperation> taken = new ArrayList<>(take(one));
    taken.addAll(take(two));
    taken.addAll(take(one));

    assertThat(taken).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void unreadable_operation_note_does_not_block_later_notes() throws Exception {
    OperationLog log = namespace.operations();
    for (String note : List.of("{", "{\"operation\":\"dance\"}", "{\"operation\":\"cancel\"}")) {
      assertThat(redis.command(Command.XADD, "{noted}:operations", "*", "operation", note))
          .isNotNull();
    }
    log.note(new LoggedOperation(OperationKind.PAUSE, "alice@host", null)).await(5, SECONDS);

    assertThat(take(log)).extracting(LoggedOperation::kind).containsExactly(OperationKind.PAUSE);
  }

  private static List<LoggedOperation> take(OperationLog log) throws Exception {
    return log.take().await(5, SECONDS);
  }
}
