package dev.keyframed.redis;

import static dev.keyframed.redis.StoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.Arrival;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link JobQueue} holds to. */
abstract class JobQueueContract {
  static final Duration SHORT = Duration.ofMillis(50);

  /** A new reader of an empty queue: another one, or the same one after a restart. */
  abstract JobQueue reader(String name);

  /** The store that takes entries off the queue. */
  abstract JobStore store();

  /** Puts an entry on the queue, as a producer does; its id. */
  abstract String put(String field, String text) throws Exception;

  /** Reads until there is something: a first read may only find that there is no queue yet. */
  static List<Entry> some(JobQueue queue) throws Exception {
    List<Entry> entries = List.of();
    for (int tries = 0; entries.isEmpty() && tries < 40; tries++) {
      entries = get(queue.read(10, SHORT));
    }
    return entries;
  }

  private void admit(Entry entry) throws Exception {
    Arrival arrival =
        new Arrival(
            entry.id(),
            Samples.queued("job-" + entry.id().replace("-", "_")),
            Samples.REQUEST,
            null);
    assertThat(get(store().admit(arrival))).isTrue();
  }

  @Test
  void entries_come_in_order_and_once() throws Exception {
    String first = put("job", "{1}");
    String second = put("job", "{2}");
    JobQueue queue = reader("one");
    assertThat(some(queue))
        .containsExactly(new Entry(first, "{1}", 1), new Entry(second, "{2}", 1));
    assertThat(get(queue.read(10, SHORT))).isEmpty();
  }

  @Test
  void a_read_waits_for_an_entry() throws Exception {
    JobQueue queue = reader("one");
    assertThat(get(queue.read(10, SHORT))).isEmpty();
    Future<List<Entry>> waiting = queue.read(10, Duration.ofSeconds(4));
    String id = put("job", "{}");
    assertThat(get(waiting)).containsExactly(new Entry(id, "{}", 1));
  }

  @Test
  void an_entry_without_a_job_field_is_given_too() throws Exception {
    String id = put("jb", "{}");
    assertThat(some(reader("one"))).containsExactly(new Entry(id, null, 1));
  }

  @Test
  void what_was_not_stored_comes_again_after_a_restart_and_is_counted() throws Exception {
    String first = put("job", "{1}");
    String second = put("job", "{2}");
    List<Entry> given = some(reader("one"));
    assertThat(given).hasSize(2);
    admit(given.get(0));
    String third = put("job", "{3}");
    JobQueue restarted = reader("one");
    assertThat(some(restarted)).containsExactly(new Entry(second, "{2}", 2));
    assertThat(some(restarted)).containsExactly(new Entry(third, "{3}", 1));
    assertThat(first).isEqualTo(given.get(0).id());
    assertThat(get(store().census(Samples.LONG)).waiting()).isEqualTo(2);
  }

  @Test
  void what_a_dead_reader_had_is_given_to_another_one() throws Exception {
    String id = put("job", "{1}");
    assertThat(some(reader("dead"))).hasSize(1);
    assertThat(some(reader("other"))).containsExactly(new Entry(id, "{1}", 2));
  }
}
