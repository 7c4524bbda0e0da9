package dev.keyframed.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The queue that producers write to. One reader at a time. An entry read stays on the queue, this
 * reader's, until {@link JobStore#admit} takes it off; what a dead reader had is given to another
 * one, and so is what nobody holds.
 */
public interface JobQueue {
  /** Longest text of a job, in bytes: two frames of 20 MB in Base64, with room for the rest. */
  int LONGEST_JOB = 60_000_000;

  /** Most fields of an entry; one of them is the job. */
  int MOST_FIELDS = 64;

  /** An entry that more readers have begun on, and not ended, is held for one that ends them. */
  int MOST_STARTS = 5;

  /**
   * The next entries: first those that this reader, or a dead one, was given before; then new ones.
   * Their texts keep to the queue's budget of bytes, but for a single one. That a reader begins on
   * them is counted before it has them.
   *
   * @param limit at most so many
   * @param patience how long to wait for the first one
   * @return none, where none came in time
   */
  Future<List<Entry>> read(int limit, Duration patience);

  /**
   * Puts back entries that were read and not stored, through no fault of theirs: that this reader
   * has begun on them is not counted, and they come again soon. Fails where that cannot be stored;
   * the next read tries again.
   */
  Future<Void> putBack(List<String> entries);

  /**
   * An entry of the queue.
   *
   * @param id as the queue named it, with the time of its arrival: {@code 1700000000000-0}
   * @param content what it holds
   * @param starts how many readers have begun on it, this one included
   */
  record Entry(String id, Content content, long starts) {
    /** Returns an entry that is read for the first time. */
    public static Entry of(String id, byte[] job) {
      return new Entry(id, new Content.Text(job), 1);
    }

    /** Returns how many bytes of text it holds. */
    public int size() {
      return content instanceof Content.Text text ? text.bytes().length : 0;
    }

    /** Shows no content. */
    @Override
    public String toString() {
      return "Entry[" + id + "]";
    }
  }

  /** What an entry holds, as far as it is handed out. */
  sealed interface Content {
    /** A job: the bytes of its {@code job} field, as the producer wrote them. */
    final class Text implements Content {
      private final byte[] bytes;

      /** Takes the array as it is, and copies nothing: it may be long. */
      public Text(byte[] bytes) {
        this.bytes = bytes;
      }

      /** Returns the bytes themselves; nobody changes them. */
      public byte[] bytes() {
        return bytes;
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Text text && Arrays.equals(bytes, text.bytes);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(bytes);
      }
    }

    /** No field of the name {@code job}. */
    record Missing() implements Content {}

    /** A job that is longer than {@link #LONGEST_JOB}. */
    record TooLong(long bytes) implements Content {}

    /** More fields than {@link #MOST_FIELDS}. */
    record TooManyFields(long count) implements Content {}

    /** Something that more than {@link #MOST_STARTS} readers have begun on. */
    record Withheld() implements Content {}
  }
}
