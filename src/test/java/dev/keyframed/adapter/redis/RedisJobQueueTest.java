package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Runs {@link JobQueueContract} on a real Redis, and tests what other clients may do to the queue.
 */
class RedisJobQueueTest extends JobQueueContract {
  /** Limits the bytes that these readers get at once. */
  static final int BUDGET = 100_000;

  private static final String GROUP = RedisJobQueue.GROUP;

  @RegisterExtension static final StoreFixture REDIS = new StoreFixture();

  @Override
  JobQueue reader(String name) {
    try {
      return REDIS.namespace(name).queue(BUDGET);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  JobStore store() {
    return REDIS.store();
  }

  @Override
  String put(String field, String text) throws Exception {
    return REDIS.command(Command.XADD, jobs(), "*", field, text).toString();
  }

  private static String jobs() {
    return REDIS.key("jobs");
  }

  private List<String> readers() throws Exception {
    List<String> names = new ArrayList<>();
    for (Response reader : REDIS.command(Command.XINFO, "CONSUMERS", jobs(), GROUP)) {
      names.add(reader.get("name").toString());
    }
    return names;
  }

  @Test
  void queue_entry_with_too_many_fields_is_reported_by_their_number() throws Exception {
    List<Object> entry = new ArrayList<>(List.of(jobs(), "*", "job", "{}"));
    for (int field = 0; field < JobQueue.MOST_FIELDS; field++) {
      entry.addAll(List.of("f" + field, ""));
    }
    String id = REDIS.command(Command.XADD, entry.toArray()).toString();
    assertThat(some(reader("one")))
        .containsExactly(new Entry(id, new Content.TooManyFields(JobQueue.MOST_FIELDS + 1L), 1));
  }

  @Test
  void queue_accepts_entries_again_after_an_entry_with_the_greatest_id_is_taken() throws Exception {
    assertThat(get(reader("one").read(1, SHORT))).isEmpty();
    String greatest = "18446744073709551615-18446744073709551615";
    assertThat(REDIS.command(Command.XADD, jobs(), greatest, "job", "{}")).isNotNull();
    assertThat(some(reader("one"))).extracting(Entry::id).containsExactly(greatest);
    assertThatThrownBy(() -> put("job", "{1}")).hasMessageContaining("exhausted");
    assertThat(REDIS.command(Command.XACK, jobs(), GROUP, greatest).toInteger()).isOne();
    assertThat(REDIS.command(Command.XDEL, jobs(), greatest).toInteger()).isOne();

    assertThat(get(reader("two").read(1, SHORT))).isEmpty();

    String next = put("job", "{2}");
    assertThat(some(reader("two"))).extracting(Entry::id).containsExactly(next);
  }

  @Test
  void queue_accepts_entries_again_after_an_entry_with_the_greatest_id_is_trimmed_at_once()
      throws Exception {
    assertThat(get(reader("one").read(1, SHORT))).isEmpty();
    String greatest = "18446744073709551615-18446744073709551615";
    Object[] trimmed = {jobs(), "MAXLEN", 0, greatest, "job", "{}"};
    assertThat(REDIS.command(Command.XADD, trimmed)).isNotNull();
    assertThatThrownBy(() -> put("job", "{1}")).hasMessageContaining("exhausted");

    assertThat(get(reader("two").read(1, SHORT))).isEmpty();

    String next = put("job", "{2}");
    assertThat(some(reader("two"))).extracting(Entry::id).containsExactly(next);
  }

  @Test
  void queue_is_left_alone_when_another_reader_holds_the_entry_with_the_greatest_id()
      throws Exception {
    assertThat(get(reader("one").read(1, SHORT))).isEmpty();
    String greatest = "18446744073709551615-18446744073709551615";
    assertThat(REDIS.command(Command.XADD, jobs(), greatest, "job", "{}")).isNotNull();
    assertThat(some(reader("gone"))).extracting(Entry::id).containsExactly(greatest);

    assertThat(get(reader("two").read(1, SHORT))).isEmpty();
    assertThat(some(reader("gone"))).extracting(Entry::id).containsExactly(greatest);
  }

  @Test
  void entry_of_a_deleted_reader_is_read_by_another_reader() throws Exception {
    JobQueue other = reader("other");
    assertThat(get(other.read(10, SHORT))).isEmpty();
    List<String> ids = List.of(put("job", "{1}"), put("job", "{2}"), put("job", "{3}"));
    assertThat(get(reader("one").read(1, SHORT))).hasSize(1);
    assertThat(get(reader("deleted").read(1, SHORT))).hasSize(1);
    assertThat(get(reader("three").read(1, SHORT))).hasSize(1);
    assertThat(REDIS.command(Command.XGROUP, "DELCONSUMER", jobs(), GROUP, "deleted").toInteger())
        .isEqualTo(1);
    assertThat(some(other)).extracting(Entry::id).contains(ids.get(1));
  }

  @Test
  void entry_before_the_start_of_a_group_made_by_others_is_read() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int entry = 0; entry < 25; entry++) {
      ids.add(put("job", "{" + entry + "}"));
    }
    assertThat(REDIS.command(Command.XGROUP, "CREATE", jobs(), GROUP, "$").toString())
        .isEqualTo("OK");
    JobQueue queue = reader("one");
    List<String> found = new ArrayList<>();
    for (int read = 0; read < 3; read++) {
      some(queue).forEach(entry -> found.add(entry.id()));
    }
    assertThat(found).isEqualTo(ids);
  }

  @Test
  void entry_acknowledged_by_hand_and_not_deleted_is_read() throws Exception {
    String id = put("job", "{1}");
    JobQueue queue = reader("one");
    assertThat(some(queue)).hasSize(1);
    assertThat(REDIS.command(Command.XACK, jobs(), GROUP, id).toInteger()).isEqualTo(1);
    assertThat(some(queue)).containsExactly(entry(id, "{1}", 1));
  }

  @Test
  void entry_deleted_by_its_producer_is_dropped() throws Exception {
    String id = put("job", "{1}");
    assertThat(some(reader("one"))).hasSize(1);
    assertThat(REDIS.command(Command.XDEL, jobs(), id).toInteger()).isEqualTo(1);
    String next = put("job", "{2}");
    assertThat(some(reader("one"))).containsExactly(entry(next, "{2}", 1));
    Response pending = REDIS.command(Command.XPENDING, jobs(), GROUP);
    assertThat(pending.get(0).toInteger()).isEqualTo(1);
    assertThat(REDIS.command(Command.HKEYS, REDIS.key("starts")).toString()).contains(next);
    assertThat(REDIS.command(Command.HLEN, REDIS.key("starts")).toInteger()).isEqualTo(1);
  }

  @Test
  void start_count_is_removed_when_the_entry_is_stored() throws Exception {
    String id = put("job", "{1}");
    List<Entry> given = some(reader("one"));
    assertThat(REDIS.command(Command.HEXISTS, REDIS.key("starts"), id).toInteger()).isEqualTo(1);
    admit(given.get(0));
    assertThat(REDIS.command(Command.EXISTS, REDIS.key("starts")).toInteger()).isZero();
  }

  @Test
  void stopping_reader_leaves_the_group_unless_it_holds_an_entry() throws Exception {
    RedisNamespace empty = REDIS.namespace("empty");
    assertThat(get(empty.queue(BUDGET).read(1, SHORT))).isEmpty();
    RedisNamespace holding = REDIS.namespace("holding");
    assertThat(put("job", "{}")).isNotEmpty();
    assertThat(some(holding.queue(BUDGET))).hasSize(1);
    get(empty.close());
    get(holding.close());
    assertThat(readers()).containsExactly("holding");
  }

  @Test
  void queue_is_read_again_after_redis_was_flushed() throws Exception {
    JobQueue queue = reader("one");
    assertThat(put("job", "{1}")).isNotEmpty();
    assertThat(some(queue)).hasSize(1);
    assertThat(REDIS.command(Command.DEL, jobs()).toInteger()).isEqualTo(1);
    String id = put("job", "{2}");
    assertThat(some(queue)).containsExactly(entry(id, "{2}", 1));
  }
}
