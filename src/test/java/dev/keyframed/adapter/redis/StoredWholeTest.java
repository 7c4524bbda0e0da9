package dev.keyframed.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.adapter.redis.JobSteps.Step;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that a change which Redis refuses midway leaves nothing behind, and is stored once when
 * repeated. Each command of each change is denied in turn, and each key of the namespace gets
 * another type.
 */
class StoredWholeTest extends RedisTestBase {
  private static final String WRONG = "wrong";

  private static final List<String> COMMANDS =
      List.of(
          "xadd", "xdel", "xack", "hset", "hdel", "hincrby", "incrby", "zadd", "zrem", "set", "del",
          "pexpire", "persist");

  private static final List<String> SHARED =
      List.of(
          "jobs",
          "ready",
          "due",
          "downloads",
          "working",
          "counts",
          "ended",
          "spend",
          "exposure",
          "account",
          "results",
          "events");

  private static final Map<List<Step>, List<String>> PLAIN = new ConcurrentHashMap<>();

  static Stream<String> denied() {
    return COMMANDS.stream();
  }

  static Stream<String> mistyped() {
    return SHARED.stream();
  }

  @ParameterizedTest
  @MethodSource("denied")
  void change_leaves_nothing_behind_when_a_command_is_denied(String command) throws Exception {
    for (List<Step> way : JobSteps.WAYS) {
      run(way, new Denied(command));
    }
  }

  @ParameterizedTest
  @MethodSource("mistyped")
  void change_leaves_nothing_behind_when_a_key_has_another_type(String key) throws Exception {
    for (List<Step> way : JobSteps.WAYS) {
      run(way, new Mistyped(key));
    }
  }

  @Test
  void change_is_stored_whole_or_refused_when_the_memory_is_full() throws Exception {
    for (List<Step> way : JobSteps.WAYS) {
      run(way, new Full());
    }
  }

  /** Returns the final data of a way without any trouble. */
  private static List<String> plain(List<Step> way) {
    try {
      JobSteps walk = new JobSteps(redis);
      for (Step step : way) {
        walk.insist(step);
      }
      return walk.outcome();
    } catch (Exception cause) {
      throw new IllegalStateException(cause);
    }
  }

  /**
   * Runs a way with the trouble at each of its steps, and compares the data with a run without
   * trouble.
   */
  private void run(List<Step> way, Trouble trouble) throws Exception {
    List<String> wanted = PLAIN.computeIfAbsent(way, StoredWholeTest::plain);
    JobSteps walk = new JobSteps(redis);
    for (Step step : way) {
      Map<String, String> before = walk.snapshot();
      trouble.begin(walk);
      Map<String, String> begun = walk.snapshot();
      Throwable refused = walk.tryOnce(step);
      if (refused != null) {
        assertThat(walk.snapshot()).as("%s at %s of %s", trouble, step, way).isEqualTo(begun);
      }
      trouble.end(walk);
      if (refused != null) {
        assertThat(walk.snapshot()).as("%s after %s of %s", trouble, step, way).isEqualTo(before);
        walk.insist(step);
      }
    }
    assertThat(walk.outcome()).as("%s on %s", trouble, way).isEqualTo(wanted);
  }

  private interface Trouble {
    void begin(JobSteps walk) throws Exception;

    void end(JobSteps walk) throws Exception;
  }

  private record Denied(String command) implements Trouble {
    @Override
    public void begin(JobSteps walk) throws Exception {
      assertThat(redis.command(Command.ACL, "SETUSER", JobSteps.USER, "-" + command)).isNotNull();
    }

    @Override
    public void end(JobSteps walk) throws Exception {
      assertThat(redis.command(Command.ACL, "SETUSER", JobSteps.USER, "+" + command)).isNotNull();
    }
  }

  private record Full() implements Trouble {
    @Override
    public void begin(JobSteps walk) throws Exception {
      assertThat(redis.command(Command.CONFIG, "SET", "maxmemory", "1")).isNotNull();
    }

    @Override
    public void end(JobSteps walk) throws Exception {
      assertThat(redis.command(Command.CONFIG, "SET", "maxmemory", "0")).isNotNull();
    }
  }

  private record Mistyped(String key) implements Trouble {
    @Override
    public void begin(JobSteps walk) throws Exception {
      String name = walk.key(key);
      if (redis.command(Command.EXISTS, name).toInteger() == 1) {
        assertThat(redis.command(Command.RENAME, name, walk.key("kept"))).isNotNull();
      }
      // No key of the namespace has this type.
      assertThat(redis.command(Command.SADD, name, WRONG)).isNotNull();
    }

    @Override
    public void end(JobSteps walk) throws Exception {
      String name = walk.key(key);
      assertThat(redis.command(Command.DEL, name).toInteger()).isEqualTo(1);
      if (redis.command(Command.EXISTS, walk.key("kept")).toInteger() == 1) {
        assertThat(redis.command(Command.RENAME, walk.key("kept"), name)).isNotNull();
      }
    }
  }
}
