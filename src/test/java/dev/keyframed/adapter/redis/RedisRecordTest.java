package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.ErrorCode;
import dev.keyframed.job.Failure;
import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.job.State;
import dev.keyframed.job.Video;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the keys and fields of a job that users of Redis see (src/docs/jobs-and-results.md). */
class RedisRecordTest {
  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  private Job admitted(Job job, String metadata) throws Exception {
    assertThat(
            get(
                REDIS
                    .store()
                    .admit(new NewJob("1-1", job, StoredJobFixture.REQUEST, metadata, "digest"))))
        .isEqualTo(new AdmitResult.New());
    return job;
  }

  private Job moved(Job before, State state) throws Exception {
    Job next =
        StoredJobFixture.changed(
            before,
            draft -> {
              draft.state = state;
              draft.ready = false;
              draft.taskId = "t1";
              draft.taskIdSource = Job.TaskIdSource.ANSWER;
              draft.failure =
                  state == State.FAILED ? Failure.of(ErrorCode.DOWNLOAD_FAILED, "gone") : null;
              draft.video =
                  state == State.SUCCEEDED ? new Video("/v.mp4", 9, "f".repeat(64), 0, 0) : null;
            });
    return ((StoreResult.Stored) get(REDIS.store().swap(before, next, false))).job();
  }

  private List<Map<String, String>> stream(String name) throws Exception {
    List<Map<String, String>> entries = new ArrayList<>();
    for (Response entry : REDIS.command(Command.XRANGE, REDIS.key(name), "-", "+")) {
      entries.add(ReplyReader.fields(entry.get(1)));
    }
    return entries;
  }

  private long lifetime(String key) throws Exception {
    return REDIS.command(Command.PTTL, REDIS.key(key)).toLong();
  }

  @Test
  void revived_job_has_only_its_last_result() throws Exception {
    Job failed = moved(admitted(StoredJobFixture.queued("a"), null), State.FAILED);
    assertThat(stream("results")).hasSize(1);
    Job revived = moved(failed, State.DOWNLOADING);
    Job succeeded = moved(revived, State.SUCCEEDED);
    List<Map<String, String>> results = stream("results");
    assertThat(results).hasSize(1);
    assertThat(results.get(0).get("result")).contains("\"state\":\"succeeded\"");
    assertThat(get(REDIS.store().find(succeeded.id()))).contains(succeeded);
  }

  @Test
  void result_is_published_again_only_when_it_has_changed() throws Exception {
    Job failed = moved(admitted(StoredJobFixture.queued("a"), null), State.FAILED);
    String entry = entryOf("a");
    Job looked = StoredJobFixture.changed(failed, draft -> draft.retries = 7);
    Job stored = ((StoreResult.Stored) get(REDIS.store().swap(failed, looked, false))).job();
    assertThat(entryOf("a")).isEqualTo(entry);
    Job dearer = StoredJobFixture.changed(stored, draft -> draft.spent = 1);
    assertThat(get(REDIS.store().swap(stored, dearer, false)))
        .isInstanceOf(StoreResult.Stored.class);
    assertThat(entryOf("a")).isNotEqualTo(entry);
    assertThat(stream("results")).hasSize(1);
  }

  private String entryOf(String id) throws Exception {
    return REDIS.command(Command.HGET, REDIS.key("job:" + id), "result_entry").toString();
  }

  @Test
  void metadata_is_returned_unchanged() throws Exception {
    String metadata = "{ \"b\":1.10, \"a\":12345678901234567890, \"ü\":null }";
    Job job = admitted(StoredJobFixture.queued("a"), metadata);
    assertThat(moved(job, State.FAILED).state()).isEqualTo(State.FAILED);
    String result = stream("results").get(0).get("result");
    assertThat(result).endsWith(",\"metadata\":" + metadata + "}");
    assertThat(new JsonObject(result).getJsonObject("metadata")).hasSize(3);
  }

  @Test
  void ended_job_expires_with_all_its_keys_and_a_revived_job_does_not() throws Exception {
    Job failed = moved(admitted(StoredJobFixture.queued("a"), "{}"), State.FAILED);
    List<String> own = List.of("job:a", "job:a:request", "job:a:metadata", "job:a:result");
    for (String key : own) {
      assertThat(lifetime(key)).as(key).isBetween(1L, 3_600_000L);
    }
    assertThat(lifetime("task:t1")).isBetween(1L, 3_600_000L);
    assertThat(moved(failed, State.GENERATING).state()).isEqualTo(State.GENERATING);
    for (String key : List.of("job:a", "job:a:request", "job:a:metadata", "task:t1")) {
      assertThat(lifetime(key)).as(key).isEqualTo(-1);
    }
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).jobs())
        .containsEntry(State.FAILED, 0L);
  }

  @Test
  void each_change_of_state_adds_one_event_with_the_changed_fields() throws Exception {
    Job job = admitted(StoredJobFixture.queued("a"), null);
    Job generating = moved(job, State.GENERATING);
    Job looked = StoredJobFixture.changed(generating, draft -> draft.retries = 1);
    Job stored = ((StoreResult.Stored) get(REDIS.store().swap(generating, looked, false))).job();
    assertThat(moved(stored, State.FAILED).state()).isEqualTo(State.FAILED);
    List<Map<String, String>> events = stream("events");
    assertThat(events)
        .extracting(event -> event.get("state"))
        .containsExactly("queued", "generating", "failed");
    assertThat(events)
        .allMatch(event -> event.get("job_id").equals("a") && event.containsKey("at"));
    assertThat(events.get(1)).containsEntry("task_id", "t1").containsEntry("previous", "queued");
    assertThat(events.get(2))
        .containsEntry("error", "download_failed")
        .doesNotContainKey("task_id");
  }

  @Test
  void unreadable_job_does_not_block_the_jobs_behind_it() throws Exception {
    Job first = admitted(StoredJobFixture.queued("a"), null);
    Job second = admitted(StoredJobFixture.queued("b"), null);
    Job third = admitted(StoredJobFixture.queued("c"), null);
    for (Job broken : List.of(first, second)) {
      String key = REDIS.key("job:" + broken.id());
      assertThat(REDIS.command(Command.HSET, key, "state", "dancing").toInteger()).isZero();
    }
    assertThat(get(REDIS.store().head()).job()).contains(third);
    assertThat(get(REDIS.store().head()).job()).contains(third);
  }

  @Test
  void unreadable_request_is_treated_as_missing() throws Exception {
    Job job = admitted(StoredJobFixture.queued("a"), null);
    var answer = REDIS.command(Command.SET, REDIS.key("job:a:request"), "{\"model\":1");
    assertThat(answer.toString()).isEqualTo("OK");
    assertThat(get(REDIS.store().request(job.id()))).isEmpty();
  }

  @Test
  void job_hash_keeps_its_compact_encoding() throws Exception {
    Job job = admitted(StoredJobFixture.queued("a".repeat(64)), "{}");
    assertThat(moved(job, State.FAILED).version()).isPositive();
    Response encoding = REDIS.command(Command.OBJECT, "ENCODING", REDIS.key("job:" + job.id()));
    assertThat(encoding.toString()).isEqualTo("listpack");
  }

  @Test
  void admission_takes_the_entry_off_the_queue() throws Exception {
    String entry = REDIS.command(Command.XADD, REDIS.key("jobs"), "*", "job", "{}").toString();
    Job job = StoredJobFixture.queued("a");
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).waiting()).isEqualTo(1);
    assertThat(
            get(
                REDIS
                    .store()
                    .admit(new NewJob(entry, job, StoredJobFixture.REQUEST, null, "digest"))))
        .isEqualTo(new AdmitResult.New());
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).waiting()).isZero();
    String again = REDIS.command(Command.XADD, REDIS.key("jobs"), "*", "job", "{}").toString();
    assertThat(
            get(
                REDIS
                    .store()
                    .admit(new NewJob(again, job, StoredJobFixture.REQUEST, null, "digest"))))
        .isEqualTo(new AdmitResult.Same(0));
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).waiting()).isZero();
  }

  @Test
  void entry_with_a_known_id_is_a_repeat_only_with_the_same_content() throws Exception {
    String entry = REDIS.command(Command.XADD, REDIS.key("jobs"), "*", "job", "{}").toString();
    Job job = StoredJobFixture.queued(entry);
    NewJob first = new NewJob(entry, job, StoredJobFixture.REQUEST, null, "one");
    assertThat(get(REDIS.store().admit(first))).isEqualTo(new AdmitResult.New());
    assertThat(get(REDIS.store().admit(first))).isEqualTo(new AdmitResult.Known());
    assertThat(REDIS.command(Command.DEL, REDIS.key("jobs")).toInteger()).isOne();
    assertThat(REDIS.command(Command.XADD, REDIS.key("jobs"), entry, "job", "[]")).isNotNull();

    NewJob other = new NewJob(entry, job, StoredJobFixture.REQUEST, null, "two");
    assertThat(get(REDIS.store().admit(other))).isEqualTo(new AdmitResult.Other());
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).waiting()).isEqualTo(1);
    assertThat(get(REDIS.store().admit(first))).isEqualTo(new AdmitResult.Known());
    assertThat(get(REDIS.store().census(StoredJobFixture.LONG)).waiting()).isZero();
  }

  private static void limitMemory(String bytes) throws Exception {
    Response answer = REDIS.command(Command.CONFIG, "SET", "maxmemory", bytes);
    assertThat(answer.toString()).isEqualTo("OK");
  }

  @Test
  void paid_jobs_end_and_new_jobs_are_refused_when_memory_is_full() throws Exception {
    Job job = admitted(StoredJobFixture.queued("a"), null);
    limitMemory("1");
    try {
      assertThat(moved(job, State.SUCCEEDED).state()).isEqualTo(State.SUCCEEDED);
      Job another = StoredJobFixture.queued("b");
      assertThatThrownBy(() -> get(REDIS.store().admit(StoredJobFixture.arrival(another))))
          .isInstanceOf(RedisErrorException.class)
          .hasMessageContaining("OOM");
    } finally {
      limitMemory("0");
    }
    assertThat(get(REDIS.store().find(new JobId("b")))).isEmpty();
  }
}
