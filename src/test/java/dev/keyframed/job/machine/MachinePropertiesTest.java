package dev.keyframed.job.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.CreateResult.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.job.machine.Event.DownloadFault;
import dev.keyframed.job.machine.Event.ReportedStatus;
import dev.keyframed.job.machine.Event.VoteEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Checks invariants under any events: early, late, repeated, of old attempts and of unknown ones.
 */
class MachinePropertiesTest {
  private static final Duration[] WAITS = {
    Duration.ZERO,
    Duration.ofSeconds(5),
    Duration.ofMinutes(2),
    Duration.ofHours(1),
    Duration.ofHours(25)
  };

  /** Represents the next event and the time before it; most events concern the job as it is. */
  record Step(Duration after, String what, Function<Job, Event> event) {
    @Override
    public String toString() {
      return what + " after " + after;
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void every_event_is_decided_in_every_state(
      @ForAll("jobs") Job start, @ForAll boolean bold, @ForAll("histories") List<Step> history) {
    Machine machine = new Machine(bold ? JobFixture.BOLD : JobFixture.CAREFUL);
    Set<Attempt> echoed = new HashSet<>();
    Set<Attempt> left = new HashSet<>();
    Job job = start;
    Instant now = JobFixture.NOON;
    for (Step step : history) {
      now = now.plus(step.after());
      Event event = step.event().apply(job);
      Decision decision = machine.apply(job, event, now);
      assertThat(machine.apply(job, event, now)).isEqualTo(decision);
      assertThat(decision.before()).isEqualTo(job);
      checkMove(decision, event);
      if (decision.effects().contains(Effect.ECHO)) {
        assertThat(job.attempt()).isNotIn(left);
        assertThat(echoed.add(job.attempt())).as("echoed once").isTrue();
      }
      job = decision.next();
      job.past().forEach(past -> left.add(past.attempt()));
      checkJob(job);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void pushes_lead_to_the_same_job_in_any_order(
      @ForAll("jobs") Job start,
      @ForAll("histories") List<Step> history,
      @ForAll("pushes") List<Event> pushes,
      @ForAll Random random) {
    MachineRunner one = new MachineRunner(JobFixture.CAREFUL, start);
    MachineRunner other = new MachineRunner(JobFixture.CAREFUL, start);
    for (MachineRunner runner : List.of(one, other)) {
      for (Step step : history) {
        runner.after(step.after());
        runner.then(step.event().apply(runner.job()));
      }
    }
    List<Event> shuffled = new ArrayList<>(pushes);
    Collections.shuffle(shuffled, random);
    one.then(pushes.toArray(Event[]::new));
    other.then(shuffled.toArray(Event[]::new));
    Job ordered = one.job();
    Job disordered = other.job();
    assertThat(disordered.state()).isEqualTo(ordered.state());
    assertThat(disordered.taskId()).isEqualTo(ordered.taskId());
    assertThat(disordered.endReported()).isEqualTo(ordered.endReported());
  }

  private static void checkMove(Decision decision, Event event) {
    State from = decision.before().state();
    State to = decision.next().state();
    boolean moved = from != to;
    if (moved) {
      assertThat(from.next()).as("from %s by %s", from, event).contains(to);
    }
    if (moved && from == State.FAILED) {
      assertThat(event)
          .isInstanceOfAny(
              Event.Queried.class,
              Event.Retry.class,
              Event.ResolvedAs.class,
              Event.ResolvedNotCreated.class);
    }
    Set<Effect> effects = decision.effects();
    assertThat(effects.contains(Effect.RESULT)).isEqualTo(moved && to.isEnded());
    assertThat(effects.contains(Effect.FETCH)).isEqualTo(moved && to == State.DOWNLOADING);
    if (effects.contains(Effect.ECHO)) {
      assertThat(from).isEqualTo(State.SUBMITTING);
      assertThat(decision.before().voted()).isFalse();
      assertThat(decision.next().voted()).isTrue();
      assertThat(event).isEqualTo(new Event.ChallengeReceived(decision.before().attempt()));
    }
  }

  private static void checkJob(Job job) {
    State state = job.state();
    assertThat(job.ready() && state != State.QUEUED).as("ready only when queued").isFalse();
    if (!state.isEnded() && !job.ready()) {
      assertThat(job.due()).as("somebody looks at it").isNotNull();
    }
    if (state.isEnded() && state != State.FAILED) {
      assertThat(job.due()).isNull();
    }
    assertThat(job.finishedAt() != null).isEqualTo(state.isEnded());
    assertThat(job.failure() != null).isEqualTo(state == State.FAILED || state == State.REJECTED);
    assertThat(job.taskIdSource() != null).isEqualTo(job.taskId() != null);
    assertThat(job.past())
        .hasSizeLessThanOrEqualTo(4)
        .noneMatch(past -> job.isCurrent(past.attempt()));
    if (state == State.GENERATING) {
      assertThat(new Object[] {job.taskId(), job.attempt(), job.submittedAt()})
          .doesNotContainNull();
    }
    if (state == State.DOWNLOADING || state == State.SUCCEEDED) {
      assertThat(job.fileId()).isNotNull();
    }
    checkMoney(job);
  }

  private static void checkMoney(Job job) {
    assertThat(job.reserved()).isIn(0L, JobFixture.PRICE);
    assertThat(job.spent()).isNotNegative();
    assertThat(job.spent() % JobFixture.PRICE).isZero();
    assertThat(job.spent() + job.reserved()).isLessThanOrEqualTo(job.claims() * JobFixture.PRICE);
    assertThat(job.paid()).isBetween(0, job.claims());
    if (job.reserved() > 0) {
      boolean looks = job.state() == State.FAILED && job.due() != null;
      assertThat(job.state().isInFlight() || looks).as("open money is watched").isTrue();
    }
    if (job.state().isInFlight() || job.state() == State.DOWNLOADING) {
      assertThat(job.spent() + job.reserved()).isPositive();
    }
  }

  @Provide
  Arbitrary<Job> jobs() {
    Arbitrary<Instant> times =
        Arbitraries.of(JobFixture.NOON.plusSeconds(60), JobFixture.NOON.plus(Duration.ofHours(2)))
            .injectNull(0.5);
    return Combinators.combine(times, times, Arbitraries.integers().between(1, 3))
        .as(JobFixture::terms)
        .map(terms -> Machine.admit(new JobId("job"), terms, JobFixture.NOON, JobFixture.NOON));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, flags((job, url) -> new Event.Claimed("a", url, "redis"), "claim")),
            Tuple.of(7, creation()),
            Tuple.of(7, task()),
            Tuple.of(4, rest()))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Event>> pushes() {
    return Arbitraries.integers()
        .between(1, 4)
        .map(number -> new Attempt(number, "a"))
        .flatMap(
            attempt ->
                Arbitraries.of(ReportedStatus.class)
                    .map(word -> (Event) new Event.Pushed(attempt, "t1", word))
                    .list()
                    .ofMaxSize(5));
  }

  private static Arbitrary<Step> creation() {
    return Arbitraries.oneOf(
        steps(ages(), (job, age) -> new Event.ChallengeReceived(attempt(job, age)), "challenged"),
        steps(
            ages(),
            (job, age) -> Answers.created(attempt(job, age), task(job, age), "trace"),
            "created"),
        steps(
            Arbitraries.of(Refusal.class),
            (job, why) -> Answers.refused(attempt(job, 0), why, 1002, "no", null),
            "refused"),
        steps(
            grounds(),
            (job, ground) -> Answers.faulted(attempt(job, 0), false, 1000, "?", null, ground),
            "faulted"),
        steps(
            grounds(),
            (job, ground) -> Answers.faulted(attempt(job, 0), true, 1000, "?", null, ground),
            "faulted for now"),
        steps(grounds(), (job, ground) -> Answers.lost(attempt(job, 0), ground), "lost"));
  }

  private static Arbitrary<Step> task() {
    return Arbitraries.oneOf(
        steps(
            ages(),
            (job, age) ->
                new Event.Pushed(attempt(job, age), task(job, age), ReportedStatus.RUNNING),
            "runs"),
        steps(
            ages(),
            (job, age) -> new Event.Pushed(attempt(job, age), task(job, age), ReportedStatus.ENDED),
            "ended"),
        steps(findings(), (job, finding) -> new Event.Queried(task(job, 0), finding), "queried"),
        steps(findings(), (job, finding) -> new Event.Queried(task(job, 0), finding), "queried"),
        steps(ages(), (job, age) -> new Event.TaskOfAnotherJob(task(job, age)), "disowned"),
        flags((job, any) -> new Event.Saved(new Video("/v.mp4", 1, "0", 0, 0)), "saved"),
        steps(
            Arbitraries.of(DownloadFault.class),
            (job, blame) -> new Event.DownloadFailed(blame, 0, "no", null),
            "not saved"));
  }

  private static Arbitrary<Step> rest() {
    return Arbitraries.oneOf(
        steps(grounds(), (job, ground) -> new Event.Due(ground), "due"),
        steps(grounds(), (job, ground) -> new Event.Due(ground), "due"),
        steps(ages(), (job, age) -> new Event.ResolvedAs(task(job, age)), "resolved"),
        flags((job, any) -> new Event.Retry(), "retry"),
        flags((job, no) -> no ? new Event.Cancel() : new Event.ResolvedNotCreated(), "operated"));
  }

  private static <T> Arbitrary<Step> steps(
      Arbitrary<T> details, BiFunction<Job, T, Event> event, String what) {
    return Combinators.combine(Arbitraries.of(WAITS), details)
        .as(
            (after, detail) ->
                new Step(after, what + " " + detail, job -> event.apply(job, detail)));
  }

  private static Arbitrary<Step> flags(BiFunction<Job, Boolean, Event> event, String what) {
    return steps(Arbitraries.of(true, false), event, what);
  }

  /** Generates the number of claims since; below 0: a claim that never was. */
  private static Arbitrary<Integer> ages() {
    return Arbitraries.of(0, 0, 0, 1, 2, -1);
  }

  private static Attempt attempt(Job job, int age) {
    return new Attempt(Math.max(1, job.claims() - age), "a");
  }

  /** Returns the job's own task if it has one; else that attempt's. */
  private static String task(Job job, int age) {
    return age == 0 && job.taskId() != null ? job.taskId() : "t" + (job.claims() - age);
  }

  private static Arbitrary<VoteEvidence> grounds() {
    return Arbitraries.of(
        JobFixture.FIRM,
        VoteEvidence.NONE,
        new VoteEvidence("other", true),
        new VoteEvidence("redis", false));
  }

  private static Arbitrary<Finding> findings() {
    return Arbitraries.of(
        new Finding.Running(),
        new Finding.Succeeded("f", 1366, 768),
        new Finding.GenerationFailed(false, 0, "failed", null),
        new Finding.GenerationFailed(true, 1026, "refused", null),
        new Finding.TaskUnknown(2013, "no such task"),
        new Finding.TaskUnknown(2013, "no such task"),
        new Finding.NoAnswer());
  }
}
