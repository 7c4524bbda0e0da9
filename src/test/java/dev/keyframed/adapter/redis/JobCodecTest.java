package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.Attempt;
import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Failure.Mistake;
import dev.keyframed.job.Job;
import dev.keyframed.job.Job.FormerAttempt;
import dev.keyframed.job.JobBuilder;
import dev.keyframed.job.JobId;
import dev.keyframed.job.JobSpec;
import dev.keyframed.job.Priority;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JobCodecTest {
  @Property(tries = 100)
  void decoded_job_equals_the_encoded_job(@ForAll("jobs") Job job) {
    String result = RecordChange.of(job).result();
    Map<String, String> fields = JobCodec.fields(job);
    assertThat(JobCodec.job(job.id(), fields, result.isEmpty() ? null : result)).isEqualTo(job);
  }

  @Property(tries = 100)
  void job_change_applied_to_old_fields_gives_the_new_fields(
      @ForAll("jobs") Job before, @ForAll("jobs") Job next) {
    Map<String, String> fields = JobCodec.fields(before);
    JsonObject change =
        new JsonObject(RecordChange.of(before, next).json(settings(), Instant.EPOCH));
    for (int at = 0; at < change.getJsonArray("set").size(); at += 2) {
      fields.put(
          change.getJsonArray("set").getString(at), change.getJsonArray("set").getString(at + 1));
    }
    change.getJsonArray("drop").forEach(fields::remove);
    assertThat(fields).isEqualTo(JobCodec.fields(next));
  }

  @Property(tries = 200)
  void change_of_the_next_query_adds_only_changed_fields_or_reports_removed_ones(
      @ForAll("jobs") Job job, @ForAll("jobs") Job other, @ForAll boolean same) {
    JobBuilder looked = job.edit();
    looked.version = other.version();
    looked.due = other.enqueuedAt();
    looked.queryDeadline = same ? job.queryDeadline() : other.queryDeadline();
    looked.retries = same ? job.retries() : other.retries();
    looked.notFoundCount = same ? job.notFoundCount() : other.notFoundCount();
    looked.endReported = same ? job.endReported() : other.endReported();
    Job next = looked.done();
    List<String> changed = new ArrayList<>();
    boolean all = JobCodec.addLook(job, next, changed);
    Map<String, String> fields = JobCodec.fields(job);
    boolean noneGoes = JobCodec.fields(next).keySet().containsAll(fields.keySet());
    assertThat(all).isEqualTo(noneGoes);
    for (int at = 0; all && at < changed.size(); at += 2) {
      fields.put(changed.get(at), changed.get(at + 1));
    }
    if (all) {
      assertThat(fields).isEqualTo(JobCodec.fields(next));
    }
  }

  private static RedisSettings settings() {
    return new RedisSettings("redis://h", "n", Duration.ofDays(7), 1000, "i");
  }

  @Provide
  Arbitrary<Job> jobs() {
    Arbitrary<JobBuilder> drafts =
        Combinators.combine(texts(1), terms(), moments(), Arbitraries.of(State.class))
            .as(
                (id, terms, enqueued, state) -> {
                  JobBuilder draft = new JobBuilder(new JobId(id), terms, enqueued);
                  draft.state = state;
                  return draft;
                });
    return drafts
        .flatMap(draft -> places(draft))
        .flatMap(draft -> attempts(draft))
        .flatMap(draft -> tasks(draft))
        .flatMap(draft -> ends(draft))
        .map(JobBuilder::done);
  }

  private static Arbitrary<JobSpec> terms() {
    return Combinators.combine(
            texts(1),
            texts(1),
            counts(),
            longs(),
            Arbitraries.of(Priority.class),
            moments().injectNull(0.5),
            moments().injectNull(0.5),
            counts())
        .as(JobSpec::new);
  }

  private static Arbitrary<JobBuilder> places(JobBuilder draft) {
    return Combinators.combine(
            flags(),
            moments().list().ofSize(2).injectNull(0.5),
            longs(),
            counts(),
            counts(),
            longs(),
            longs(),
            counts())
        .as(
            (ready, looks, version, tries, misses, open, spent, untried) -> {
              draft.ready = ready;
              draft.due = looks == null ? null : looks.get(0);
              draft.queryDeadline = looks == null || version % 2 == 0 ? null : looks.get(1);
              draft.version = version;
              draft.retries = tries;
              draft.notFoundCount = misses;
              draft.reserved = open;
              draft.spent = spent;
              draft.unsentClaims = untried;
              draft.notSent = untried / 2;
              return draft;
            });
  }

  private static Arbitrary<JobBuilder> attempts(JobBuilder draft) {
    Arbitrary<FormerAttempt> past =
        Combinators.combine(attempt(), flags(), tasks().injectNull(0.5)).as(FormerAttempt::new);
    return Combinators.combine(
            counts(),
            attempt().injectNull(0.5),
            flags(),
            flags(),
            texts(1).injectNull(0.5),
            counts(),
            past.list().ofMaxSize(4),
            texts(1).injectNull(0.5))
        .as(
            (claims, attempt, withCallback, voted, store, paid, left, trace) -> {
              draft.claims = claims;
              draft.attempt = attempt;
              draft.withCallback = withCallback;
              draft.voted = voted;
              draft.redisReplId = store;
              draft.paid = paid;
              draft.past = left;
              draft.traceId = trace;
              return draft;
            });
  }

  private static Arbitrary<JobBuilder> tasks(JobBuilder draft) {
    return Combinators.combine(
            texts(1).injectNull(0.5),
            Arbitraries.of(Job.TaskIdSource.class).injectNull(0.5),
            flags(),
            texts(1).injectNull(0.5),
            counts(),
            counts(),
            Arbitraries.of(Job.Via.class).injectNull(0.5))
        .as(
            (task, naming, hinted, file, width, height, via) -> {
              draft.taskId = task;
              draft.taskIdSource = naming;
              draft.endReported = hinted;
              draft.fileId = file;
              draft.width = width;
              draft.height = height;
              draft.completedBy = via;
              return draft;
            });
  }

  private static Arbitrary<JobBuilder> ends(JobBuilder draft) {
    return Combinators.combine(
            moments().injectNull(0.5),
            moments().injectNull(0.5),
            moments().injectNull(0.5),
            failures().injectNull(0.5),
            videos().injectNull(0.5))
        .as(
            (submitted, generated, finished, failure, video) -> {
              draft.submittedAt = submitted;
              draft.generatedAt = generated;
              draft.finishedAt = finished;
              draft.failure = failure;
              draft.video = video;
              return draft;
            });
  }

  /** Generates task ids of any characters that a push may contain. */
  private static Arbitrary<String> tasks() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(64);
  }

  private static Arbitrary<Failure> failures() {
    Arbitrary<String> words = Arbitraries.strings().ofMaxLength(80);
    Arbitrary<List<Mistake>> mistakes =
        Combinators.combine(words, words).as(Mistake::new).list().ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(ErrorCode.class), counts(), words, words.injectNull(0.5), mistakes)
        .as(Failure::new);
  }

  private static Arbitrary<Video> videos() {
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(80), longs(), texts(64), counts(), counts())
        .as(Video::new);
  }

  private static Arbitrary<Attempt> attempt() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 999_999_999),
            Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(16))
        .as(Attempt::new);
  }

  private static Arbitrary<Instant> moments() {
    return Arbitraries.longs().between(1, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<Integer> counts() {
    return Arbitraries.integers().between(0, Integer.MAX_VALUE);
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.longs().between(0, 1_000_000_000_000L);
  }

  private static Arbitrary<String> texts(int least) {
    return Arbitraries.strings().alpha().numeric().ofMinLength(least).ofMaxLength(64);
  }
}
