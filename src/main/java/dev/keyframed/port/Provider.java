package dev.keyframed.port;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.Request;
import io.vertx.core.Future;
import java.util.List;

/**
 * The provider, as far as the daemon needs it (provider-api). The answers are values: every fault
 * of the network and of the service has one, so these futures fail only where this daemon itself is
 * at fault or stopping.
 */
public interface Provider {

  /**
   * Asks for a task. Costs money, and is sent once: never repeated by the adapter.
   *
   * @param request with its frames in a form the provider can read: URL or data URL
   * @param callbackUrl or null for a creation without a callback
   */
  Future<Creation> create(Request request, String callbackUrl);

  /** Asks how a task is. Free, and safe to repeat. */
  Future<Report> query(String taskId);

  /**
   * Asks where a file may be fetched. Free, and safe to repeat; each answer is good for about an
   * hour.
   */
  Future<Location> locate(String fileId);

  /** What became of a creation request (provider-api: codes, on create). */
  sealed interface Creation {
    /** There is a task. */
    record Created(String taskId, String traceId) implements Creation {}

    /**
     * There is none, by name or because the request was never written.
     *
     * @param hold what the account is held for where that is why, else null
     */
    record Refused(Refusal why, Hold hold, int code, String message, String traceId)
        implements Creation {}

    /**
     * An error that may have come before or after the task was made; {@code passing}: it may go
     * well another time.
     */
    record Faulted(boolean passing, int code, String message, String traceId) implements Creation {}

    /** Written, and no answer came: time-out, reset, 5xx. */
    record Lost(String why, Cause cause) implements Creation {
      /** One of which nothing came back at all. */
      public Lost(String why) {
        this(why, Cause.UNREACHABLE);
      }
    }

    /** An answer began that says all is well, and tells no task: cut, or in no known form. */
    record Unreadable(String why) implements Creation {}
  }

  /**
   * What a query said.
   *
   * @param finding what it says of the task
   * @param trouble what it says of the account or the service, or null
   */
  record Report(Finding finding, Trouble trouble) {}

  /** Where a file is. */
  sealed interface Location {
    /**
     * There, in this order of preference; never empty. The addresses carry a signature: use them as
     * they are.
     */
    record Found(List<String> urls) implements Location {
      /** Copies the list. */
      public Found {
        urls = List.copyOf(urls);
      }

      /** Shows no address: its signature is a secret. */
      @Override
      public String toString() {
        return "Found[" + urls.size() + "]";
      }
    }

    /**
     * Not there yet, or no answer: worth another try. {@code trouble}: of account or service, or
     * null.
     */
    record NotNow(int code, String message, String traceId, Trouble trouble) implements Location {}

    /** The provider does not know that file: its task may know another. */
    record Unknown(int code, String message, String traceId) implements Location {}
  }

  /**
   * Trouble that concerns more than one job.
   *
   * @param kind what to do about it
   * @param hold what the account is held for; null where the kind is not {@code ACCOUNT}
   * @param cause what passes; null where the kind is {@code ACCOUNT}
   */
  record Trouble(Kind kind, Hold hold, Cause cause, int code, String message) {
    /** One of which no more is known than its kind. */
    public Trouble(Kind kind, int code, String message) {
      this(kind, null, null, code, message);
    }

    /** What to do about it. */
    public enum Kind {
      /** Key, balance, plan or address: the owner must act. */
      ACCOUNT,
      /** Too many requests: fewer of them. */
      THROTTLED,
      /** Anything passing. */
      PASSING
    }
  }
}
