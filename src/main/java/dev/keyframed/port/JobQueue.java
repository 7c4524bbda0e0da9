package dev.keyframed.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the queue that producers write to. One reader at a time.
 *
 * <p>An entry read stays on the queue, as this reader's, until {@link JobStore#admit} removes it.
 * Entries of a dead reader are given to another, and so are entries without a reader.
 */
public interface JobQueue {
  /** Longest text of a job, in bytes: two frames of 20 MB in Base64, and space for the rest. */
  int LONGEST_JOB = 60_000_000;

  /** Most fields of an entry; one of them is the job. */
  int MOST_FIELDS = 64;

  /**
   * Most readers that may begin on an entry without ending it. After that it counts as deadly to
   * its readers.
   */
  int MOST_STARTS = 5;

  /**
   * Reads the next entries: first those given to this reader or a dead one before, then new ones.
   *
   * <p>Their texts keep to the queue's budget of bytes, except a single one. The start of this
   * reader is counted before it has the entries.
   *
   * @param limit most entries
   * @param maxWait limits the wait for the first one
   * @return empty if none came in time
   */
  Future<List<Entry>> read(int limit, Duration maxWait);

  /**
   * Returns entries that were read and not stored, through no fault of theirs.
   *
   * <p>The start of this reader is not counted, and they come again soon. Fails where that cannot
   * be stored; the next read tries again.
   */
  Future<Void> putBack(List<String> entries);

  /**
   * Represents an entry of the queue.
   *
   * @param id as the queue named it, with the time of its arrival: {@code 1700000000000-0}
   * @param content the job, or the reason why there is none
   * @param starts how many readers have begun on it, this one included
   */
  record Entry(String id, Content content, long starts) {
    /** Returns an entry that is read for the first time. */
    public static Entry of(String id, byte[] job) {
      return new Entry(id, new Content.Text(job), 1);
    }

    /** Returns the number of bytes of its text. */
    public int size() {
      return content instanceof Content.Text text ? text.bytes().length : 0;
    }

    /** Returns a text without the content. */
    @Override
    public String toString() {
      return "Entry[" + id + "]";
    }
  }

  /** Represents the content of an entry, as far as it is handed out. */
  sealed interface Content {
    /** Holds a job: the bytes of its {@code job} field, as the producer wrote them. */
    final class Text implements Content {
      private final byte[] bytes;

      /** Takes the array without a copy, since it may be long. */
      public Text(byte[] bytes) {
        this.bytes = bytes;
      }

      /** Returns the bytes without a copy; they must not be changed. */
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

    /** Has no field of the name {@code job}. */
    record Missing() implements Content {}

    /** Has a job that is longer than {@link #LONGEST_JOB}. */
    record TooLong(long bytes) implements Content {}

    /** Has more fields than {@link #MOST_FIELDS}. */
    record TooManyFields(long count) implements Content {}

    /** Is withheld, since more than {@link #MOST_STARTS} readers have begun on it. */
    record Withheld() implements Content {}
  }
}
