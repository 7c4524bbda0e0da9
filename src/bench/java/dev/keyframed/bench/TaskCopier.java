package dev.keyframed.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.keyframed.job.Job;
import dev.keyframed.job.JobId;
import dev.keyframed.port.JobStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Creates many pending tasks by copying, within Redis, what the store has written for one.
 *
 * <p>Copies have other names of the same length. Streams, whose length is bounded, and sums are
 * left as they are.
 */
final class TaskCopier {
  private static final int AT_A_TIME = 2000;

  /** Finds all data of one job: its own keys, indexes that contain it, fields that name it. */
  private static final String LOOK =
      """
      local job, task = ARGV[1], ARGV[2]
      local found = {keys = {}, indexes = {}}
      for _, key in ipairs(redis.call('KEYS', '*')) do
        local kind = redis.call('TYPE', key).ok
        if key:find(job, 1, true) or key:find(task, 1, true) then
          local own = {key = key, kind = kind, fields = {}}
          if kind == 'hash' then
            local hash = redis.call('HGETALL', key)
            for i = 1, #hash, 2 do
              if hash[i + 1] == task then
                table.insert(own.fields, hash[i])
              end
            end
          elseif redis.call('GET', key) == job then
            own.owner = true
          end
          table.insert(found.keys, own)
        elseif kind == 'zset' then
          local score = redis.call('ZSCORE', key, job)
          if score then
            table.insert(found.indexes, {key = key, score = score})
          end
        end
      end
      return cjson.encode(found)
      """;

  /**
   * Copies a job. ARGV: the data found, job, task, then names of copies, one job and one task in
   * turn.
   */
  private static final String COPY =
      """
      local found, job, task = cjson.decode(ARGV[1]), ARGV[2], ARGV[3]
      local function renamed(key, from, to)
        local first, last = key:find(from, 1, true)
        return first and key:sub(1, first - 1) .. to .. key:sub(last + 1) or key
      end
      for i = 4, #ARGV, 2 do
        local new_job, new_task = ARGV[i], ARGV[i + 1]
        for _, own in ipairs(found.keys) do
          local copy = renamed(renamed(own.key, job, new_job), task, new_task)
          if own.owner then
            redis.call('SET', copy, new_job)
          else
            redis.call('COPY', own.key, copy)
          end
          for _, field in ipairs(own.fields) do
            redis.call('HSET', copy, field, new_task)
          end
        end
        for _, index in ipairs(found.indexes) do
          redis.call('ZADD', index.key, index.score, new_job)
        end
      end
      """;

  private final BenchRedis redis;
  private final Job sample;

  /** Creates copies of a job, the seed number 0, in a Redis. */
  TaskCopier(BenchRedis redis, Job sample) {
    this.redis = redis;
    this.sample = sample;
  }

  /** Creates that many copies; fails if one differs from what the store would have written. */
  void make(int count, JobStore store) throws TimeoutException {
    String found = found();
    for (int from = 1; from <= count; from += AT_A_TIME) {
      JsonArray arguments = new JsonArray().add(COPY).add(0).add(found);
      arguments.add(sample.id().text()).add(sample.taskId());
      for (int i = from; i < Math.min(from + AT_A_TIME, count + 1); i++) {
        arguments.add(SeededJobs.job(i)).add(SeededJobs.task(i));
      }
      Response unused = redis.command(Command.EVAL, arguments.stream().toArray());
    }
    check(found, count, store);
  }

  private String found() throws TimeoutException {
    return redis.command(Command.EVAL, LOOK, 0, sample.id().text(), sample.taskId()).toString();
  }

  private void check(String found, int last, JobStore store) throws TimeoutException {
    JobId id = new JobId(SeededJobs.job(last));
    Optional<Job> copy = store.find(id).await(10, TimeUnit.SECONDS);
    assertThat(copy).as("a copy").isPresent();
    assertThat(copy.orElseThrow().edit())
        .usingRecursiveComparison()
        .ignoringFields("id", "taskId")
        .isEqualTo(sample.edit());
    assertThat(copy.orElseThrow().taskId()).isEqualTo(SeededJobs.task(last));
    for (Object own : new JsonObject(found).getJsonArray("keys")) {
      String key = ((JsonObject) own).getString("key");
      String other =
          key.replace(sample.id().text(), id.text()).replace(sample.taskId(), SeededJobs.task(last));
      // An allocator may give a little more than requested; another encoding would need much more.
      assertThat(bytes(other)).as(other).isCloseTo(bytes(key), withinPercentage(25));
    }
  }

  private long bytes(String key) throws TimeoutException {
    return redis.command(Command.MEMORY, "USAGE", key).toLong();
  }
}
