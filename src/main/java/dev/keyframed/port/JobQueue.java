package dev.keyframed.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * The queue that producers write to. One reader at a time. An entry read stays on the queue, this
 * reader's, until {@link JobStore#admit} takes it off; what a dead reader had is given to another
 * one.
 */
public interface JobQueue {

  /**
   * The next entries: first those that this reader, or a dead one, was given before; then new ones.
   *
   * @param limit at most so many
   * @param patience how long to wait for the first one
   * @return none, where none came in time
   */
  Future<List<Entry>> read(int limit, Duration patience);

  /**
   * An entry of the queue.
   *
   * @param id as the queue named it, with the time of its arrival: {@code 1700000000000-0}
   * @param job the text of its {@code job} field, or null where it has none
   * @param deliveries how often it has been given to a reader, this time included
   */
  record Entry(String id, String job, long deliveries) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Entry[" + id + "]";
    }
  }
}
