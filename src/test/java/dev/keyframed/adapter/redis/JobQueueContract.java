package dev.keyframed.adapter.redis;

import static dev.keyframed.adapter.redis.StoreContract.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.port.JobQueue;
import dev.keyframed.port.JobQueue.Content;
import dev.keyframed.port.JobQueue.Entry;
import dev.keyframed.port.JobStore;
import dev.keyframed.port.JobStore.AdmitResult;
import dev.keyframed.port.JobStore.NewJob;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specifies the behaviour of every {@link JobQueue}. */
abstract class JobQueueContract {
  static final Duration SHORT = Duration.ofMillis(50);

  /** Creates a reader of an empty queue: another reader, or the same one after a restart. */
  abstract JobQueue reader(String name);

  /** Returns the store that takes entries off the queue. */
  abstract JobStore store();

  /** Adds an entry to the queue as a producer does. Returns its id. */
  abstract String put(String field, String text) throws Exception;

  /** Reads until there is an entry. A first read may only find that there is no queue yet. */
  static List<Entry> some(JobQueue queue) throws Exception {
    List<Entry> entries = List.of();
    for (int tries = 0; entries.isEmpty() && tries < 80; tries++) {
      entries = get(queue.read(10, SHORT));
    }
    return entries;
  }

  static Entry entry(String id, String job, long starts) {
    return new Entry(id, new Content.Text(job.getBytes(UTF_8)), starts);
  }

  final void admit(Entry entry) throws Exception {
    NewJob arrival =
        new NewJob(
            entry.id(),
            StoredJobFixture.queued("job-" + entry.id().replace("-", "_")),
            StoredJobFixture.REQUEST,
            null,
            "digest");
    assertThat(get(store().admit(arrival))).isEqualTo(new AdmitResult.New());
  }

  @Test
  void queue_entries_are_read_in_order_and_once() throws Exception {
    String first = put("job", "{1}");
    String second = put("job", "{2}");
    JobQueue queue = reader("one");
    assertThat(some(queue)).containsExactly(entry(first, "{1}", 1), entry(second, "{2}", 1));
    assertThat(get(queue.read(10, SHORT))).isEmpty();
  }

  @Test
  void queue_read_waits_for_an_entry() throws Exception {
    JobQueue queue = reader("one");
    assertThat(get(queue.read(10, SHORT))).isEmpty();
    Future<List<Entry>> waiting = queue.read(10, Duration.ofSeconds(4));
    String id = put("job", "{}");
    assertThat(get(waiting)).containsExactly(entry(id, "{}", 1));
  }

  @Test
  void queue_entry_without_job_field_is_read() throws Exception {
    String id = put("jb", "{}");
    assertThat(some(reader("one"))).containsExactly(new Entry(id, new Content.Missing(), 1));
  }

  @Test
  void unstored_entry_is_read_again_after_a_restart_and_its_start_is_counted() throws Exception {
    String first = put("job", "{1}");
    String second = put("job", "{2}");
    List<Entry> given = some(reader("one"));
    assertThat(given).hasSize(2);
    admit(given.get(0));
    String third = put("job", "{3}");
    assertThat(some(reader("one")))
        .containsExactly(entry(second, "{2}", 2), entry(third, "{3}", 1));
    assertThat(first).isEqualTo(given.get(0).id());
    assertThat(get(store().census(StoredJobFixture.LONG)).waiting()).isEqualTo(2);
  }

  @Test
  void entry_of_a_dead_reader_is_read_by_another_reader() throws Exception {
    String id = put("job", "{1}");
    assertThat(some(reader("dead"))).hasSize(1);
    assertThat(some(reader("other"))).containsExactly(entry(id, "{1}", 2));
  }

  @Test
  void entry_put_back_is_read_again_and_counts_one_start() throws Exception {
    String id = put("job", "{1}");
    JobQueue queue = reader("one");
    for (int time = 0; time < 2; time++) {
      assertThat(some(queue)).containsExactly(entry(id, "{1}", 1));
      get(queue.putBack(List.of(id)));
    }
    assertThat(some(reader("one"))).containsExactly(entry(id, "{1}", 1));
  }

  @Test
  void entry_that_ended_five_readers_is_withheld_from_the_sixth() throws Exception {
    String id = put("job", "{1}");
    for (int starts = 1; starts <= 5; starts++) {
      assertThat(some(reader("one"))).containsExactly(entry(id, "{1}", starts));
    }
    assertThat(some(reader("one"))).containsExactly(new Entry(id, new Content.Withheld(), 6));
  }

  @Test
  void queue_read_returns_texts_within_the_budget_and_a_longer_text_alone() throws Exception {
    String half = "x".repeat(RedisJobQueueTest.BUDGET / 2);
    String more = "y".repeat(RedisJobQueueTest.BUDGET * 2);
    List<String> ids =
        List.of(
            put("job", half),
            put("job", half),
            put("job", half),
            put("job", more),
            put("job", "{}"));
    JobQueue queue = reader("one");
    assertThat(taken(queue)).extracting(Entry::id).containsExactly(ids.get(0), ids.get(1));
    assertThat(taken(queue)).extracting(Entry::id).containsExactly(ids.get(2));
    assertThat(taken(queue)).containsExactly(entry(ids.get(3), more, 1));
    assertThat(taken(queue)).containsExactly(entry(ids.get(4), "{}", 1));
  }

  private List<Entry> taken(JobQueue queue) throws Exception {
    List<Entry> entries = some(queue);
    for (Entry entry : entries) {
      admit(entry);
    }
    return entries;
  }
}
