package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoreContract.get;
import static dev.keyframed.adapter.redis.StoredJobFixture.PLENTY;
import static dev.keyframed.adapter.redis.StoredJobFixture.claimed;
import static dev.keyframed.adapter.redis.StoredJobFixture.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.Job;
import dev.keyframed.job.State;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NewJob;
import dev.keyframed.port.JobStore.StoreResult;
import io.vertx.redis.client.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests a Redis without free memory: producers are refused, and commands that free memory continue.
 */
class RedisFullTest {
  private static final int FRAME = 8_000_000;

  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  @AfterEach
  void room() throws Exception {
    limit(0);
  }

  @Test
  void full_redis_is_drained_while_producers_are_refused() throws Exception {
    GenerationRequest large =
        new GenerationRequest("MiniMax-Hailuo-02", null, null, "x".repeat(FRAME), null, 6, "768P");
    String entry = enqueue(RequestJson.of(large));
    limit(used() - 1);
    assertThatThrownBy(() -> enqueue("{}")).hasMessageContaining("OOM");

    Job job = queued("a");
    assertThat(get(REDIS.store().admit(new NewJob(entry, job, large, null, "digest"))))
        .isEqualTo(new AdmitResult.New());
    Job claimed = ((StoreResult.Stored) get(REDIS.store().claim(job, claimed(job), PLENTY))).job();
    Job made =
        StoredJobFixture.changed(
            claimed,
            draft -> {
              draft.state = State.DOWNLOADING;
              draft.taskId = "77";
              draft.taskIdSource = Job.TaskIdSource.ANSWER;
              draft.fileId = "f77";
            });
    assertThat(get(REDIS.store().swap(claimed, made, false)))
        .isInstanceOf(StoreResult.Stored.class);

    assertThat(REDIS.command(Command.XLEN, REDIS.key("jobs")).toLong()).isZero();
    assertThat(REDIS.command(Command.EXISTS, REDIS.key("job:a:request")).toLong()).isZero();
  }

  @Test
  void job_stays_on_the_queue_when_redis_is_far_above_its_memory_limit() throws Exception {
    String entry = enqueue("{}");
    Job job = queued("a");
    limit(used() / 2);

    NewJob arrival = new NewJob(entry, job, StoredJobFixture.REQUEST, null, "digest");
    assertThatThrownBy(() -> get(REDIS.store().admit(arrival))).hasMessageContaining("OOM");
    assertThat(REDIS.command(Command.XLEN, REDIS.key("jobs")).toLong()).isEqualTo(1);

    limit(0);
    assertThat(get(REDIS.store().admit(arrival))).isEqualTo(new AdmitResult.New());
  }

  private static String enqueue(String job) throws Exception {
    return REDIS.command(Command.XADD, REDIS.key("jobs"), "*", "job", job).toString();
  }

  private static void limit(long bytes) throws Exception {
    assertThat(REDIS.command(Command.CONFIG, "SET", "maxmemory", Long.toString(bytes)).toString())
        .isEqualTo("OK");
  }

  private static long used() throws Exception {
    String memory = REDIS.command(Command.INFO, "memory").toString();
    return Long.parseLong(memory.replaceAll("(?s).*\\bused_memory:(\\d+).*", "$1"));
  }
}
