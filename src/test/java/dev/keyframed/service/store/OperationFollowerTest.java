package dev.keyframed.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.port.OperationLog;
import dev.keyframed.support.metrics.Meters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationFollowerTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Noted noted = new Noted();
  private final OperationFollower follower = new OperationFollower(noted, new Meters(registry));

  @Test
  void cancelled_task_is_logged_as_a_warning_with_operator_and_counted_with_cost() {
    noted.add(
        OperationLog.OperationKind.CANCEL,
        "alice@host",
        change(State.GENERATING, State.CANCELLED, "77", 280_000));

    try (CapturedLog log = new CapturedLog("dev.keyframed.operator")) {
      follower.follow();

      assertThat(log.lines())
          .containsExactly(
              "WARN operator alice@host: cancel of job a: generating -> cancelled task 77");
      assertThat(log.fields())
          .containsEntry("by", "alice@host")
          .containsEntry("operation", "cancel")
          .containsEntry("job", "a")
          .containsEntry("to", "cancelled");
    }
    assertThat(registry.scrape().lines())
        .contains(
            "keyframed_operations_total{operation=\"cancel\"} 1.0",
            "keyframed_jobs_ended_total{code=\"none\",state=\"cancelled\"} 1.0",
            "keyframed_job_transitions_total{from=\"generating\",to=\"cancelled\"} 1.0",
            "keyframed_spend_usd_total{model=\"MiniMax-Hailuo-02\",resolution=\"768P\"} 0.28");
  }

  @Test
  void operator_name_cannot_forge_a_log_line() {
    noted.add(OperationLog.OperationKind.PAUSE, "x\n\u001b[31mERROR " + "y".repeat(1000), null);

    try (CapturedLog log = new CapturedLog("dev.keyframed.operator")) {
      follower.follow();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN operator x \\u001b[31mERROR yyy")
          .endsWith("y... has paused the account: nothing is submitted until resume");
    }
  }

  @Test
  void operation_without_cost_is_logged_as_information() {
    noted.add(
        OperationLog.OperationKind.RETRY, "bob@b", change(State.FAILED, State.QUEUED, null, 0));
    noted.add(OperationLog.OperationKind.RESUME, "bob@b", null);
    noted.add(
        OperationLog.OperationKind.CANCEL, "bob@b", change(State.QUEUED, State.CANCELLED, null, 0));

    try (CapturedLog log = new CapturedLog("dev.keyframed.operator")) {
      follower.follow();

      assertThat(log.lines()).hasSize(3).allMatch(line -> line.startsWith("INFO operator bob@b"));
    }
  }

  private static OperationLog.JobChange change(State from, State to, String task, long spent) {
    return new OperationLog.JobChange(
        new JobId("a"), from, to, task, null, "MiniMax-Hailuo-02", "768P", spent);
  }

  /** Holds notes in memory, each to be taken once. */
  private static final class Noted implements OperationLog {
    private final List<LoggedOperation> notes = new ArrayList<>();

    void add(OperationKind kind, String by, JobChange change) {
      notes.add(new LoggedOperation(kind, by, change));
    }

    @Override
    public Future<Void> note(LoggedOperation done) {
      notes.add(done);
      return Future.succeededFuture();
    }

    @Override
    public Future<List<LoggedOperation>> take() {
      List<LoggedOperation> all = List.copyOf(notes);
      notes.clear();
      return Future.succeededFuture(all);
    }
  }
}
