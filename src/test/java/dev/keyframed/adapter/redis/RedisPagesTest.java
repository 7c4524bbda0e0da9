package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.docs.Page;
import dev.keyframed.docs.TroubleLists;
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
import dev.keyframed.port.TroubleReporter.Party;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the pages say of keys, scripts and records with what is stored. */
class RedisPagesTest {
  private static final Page ARCHITECTURE = Page.of("architecture.md");
  private static final Page JOBS = Page.of("jobs-and-results.md");

  /** What the scripts alone write. */
  private static final Set<String> OF_SCRIPTS = Set.of("digest", "result_entry", "orphan");

  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);

  @Test
  void architecture_page_lists_the_redis_keys_of_the_code() throws Exception {
    NamespaceKeys keys = new NamespaceKeys("ns");
    Set<String> all = new TreeSet<>(keys.of(new JobId("ID"), "TASK", "TASK"));
    for (Method method : NamespaceKeys.class.getDeclaredMethods()) {
      if (method.getParameterCount() == 0 && method.getReturnType() == String.class) {
        all.add((String) method.invoke(keys));
      }
    }
    all.remove(keys.all());
    all.add("{ns}:paid:ID"); // which lib.lua makes

    assertThat(ARCHITECTURE.section("Redis keys").names("key"))
        .filteredOn(key -> key.startsWith("{ns}"))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void architecture_page_lists_the_shipped_lua_scripts() throws Exception {
    assertThat(ARCHITECTURE.section("Lua scripts").names("script"))
        .containsExactlyInAnyOrderElementsOf(scripts());
  }

  private static List<String> scripts() throws IOException, URISyntaxException {
    Path one = Path.of(Script.class.getResource("lib.lua").toURI());
    try (Stream<Path> files = Files.list(one.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".lua"))
          .toList();
    }
  }

  @Test
  void jobs_page_lists_the_stored_fields_of_the_job_hash() {
    Set<String> stored = new TreeSet<>(JobCodec.fields(full()).keySet());
    stored.addAll(OF_SCRIPTS);

    assertThat(JOBS.section("The hash of a job").names("field"))
        .containsExactlyInAnyOrderElementsOf(stored);
  }

  @Test
  void jobs_page_lists_the_written_fields_of_a_result() {
    Set<String> written = new TreeSet<>(Set.of("metadata", "orphan")); // which lib.lua adds
    collect("", new JsonObject(ResultJson.of(full())), written);

    assertThat(JOBS.section("The fields of a result").names("field"))
        .filteredOn(field -> !field.equals("error.errors"))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  private static void collect(String path, JsonObject json, Set<String> fields) {
    for (String name : json.fieldNames()) {
      Object value = json.getValue(name);
      if (value instanceof JsonObject inner) {
        collect(path + name + ".", inner, fields);
      } else if (value instanceof JsonArray array) {
        collect(path + name + "[].", array.getJsonObject(0), fields);
      } else {
        fields.add(path + name);
      }
    }
  }

  @Test
  void jobs_page_lists_the_written_fields_of_an_event() {
    Job before = new JobBuilder(new JobId("a"), full().spec(), NOW).done();
    JsonArray event =
        new JsonObject(RecordChange.of(before, full()).json(settings(), NOW)).getJsonArray("event");
    Set<String> told = new TreeSet<>(Set.of("job_id", "state", "at", "previous")); // by lib.lua
    IntStream.range(0, event.size() / 2).forEach(at -> told.add(event.getString(2 * at)));

    assertThat(JOBS.section("Events").names("field")).containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void metrics_page_lists_the_reported_troubles_with_redis() {
    Set<String> reasons = new TreeSet<>(Set.of("forgotten_jobs")); // which the store tells
    for (RedisProblem.Reason reason : RedisProblem.Reason.values()) {
      reasons.add(reason.label());
    }
    reasons.remove(RedisProblem.Reason.UNKNOWN.label());

    assertThat(TroubleLists.listed(Party.REDIS)).containsExactlyInAnyOrderElementsOf(reasons);
  }

  private static RedisSettings settings() {
    return new RedisSettings("redis://h", "n", Duration.ofDays(7), 1000, "i");
  }

  /** A job with everything that one can have, though none ever has all of it. */
  private static Job full() {
    JobSpec terms = new JobSpec("other", "1080P", 10, 1, Priority.HIGH, NOW, NOW, 7);
    JobBuilder draft = new JobBuilder(new JobId("a"), terms, NOW);
    draft.state = State.FAILED;
    draft.version = 1;
    draft.due = draft.queryDeadline = NOW;
    draft.submittedAt = draft.generatedAt = draft.finishedAt = NOW;
    draft.ready = draft.endReported = draft.voted = draft.withCallback = true;
    draft.claims =
        draft.unsentClaims = draft.notSent = draft.paid = draft.retries = draft.notFoundCount = 1;
    draft.reserved = draft.spent = 1;
    draft.width = draft.height = 1;
    draft.attempt = new Attempt(1, "abc");
    draft.past.add(new FormerAttempt(new Attempt(1, "abd"), true, null));
    draft.redisReplId = draft.taskId = draft.fileId = draft.traceId = "x";
    draft.taskIdSource = Job.TaskIdSource.ANSWER;
    draft.completedBy = Job.Via.POLL;
    draft.failure = new Failure(ErrorCode.EXPIRED, 1, "x", "x", List.of(new Mistake("x", "x")));
    draft.video = new Video("/v.mp4", 1, "f", 1, 1, false);
    return draft.done();
  }
}
