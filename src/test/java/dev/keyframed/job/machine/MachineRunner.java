package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import java.time.Duration;
import java.time.Instant;

/** Runs one job through a machine, for tests with a sequence of events. */
final class MachineRunner {
  private final Machine machine;
  private Instant now = JobFixture.NOON;
  private Job job;
  private Decision last;

  MachineRunner(Policy policy, Job job) {
    this.machine = new Machine(policy);
    this.job = job;
  }

  /** Starts with the default policy and a new job. */
  static MachineRunner begin() {
    return new MachineRunner(JobFixture.CAREFUL, JobFixture.queued());
  }

  /** Applies the events in order, at the same moment. */
  void then(Event... events) {
    for (Event event : events) {
      last = machine.apply(job, event, now);
      job = last.next();
    }
  }

  /** Applies the same event repeatedly, each time at the moment it is due. */
  void times(int times, Event event) {
    for (int time = 0; time < times; time++) {
      atDue();
      then(event);
    }
  }

  void query(Finding finding) {
    then(new Event.Queried(job.taskId(), finding));
  }

  void after(Duration time) {
    now = now.plus(time);
  }

  /** Moves the clock to the job's due moment. */
  void atDue() {
    assertThat(job.due()).isNotNull();
    now = job.due().isAfter(now) ? job.due() : now;
  }

  void is(State state) {
    assertThat(job.state()).isEqualTo(state);
  }

  /** Asserts the job's cost, and its possible further cost. */
  void costs(long spent, long open) {
    assertThat(job.spent()).as("spent").isEqualTo(spent);
    assertThat(job.reserved()).as("open").isEqualTo(open);
  }

  Job job() {
    return job;
  }

  Instant now() {
    return now;
  }

  Decision last() {
    return last;
  }
}
