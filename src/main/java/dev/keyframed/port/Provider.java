package dev.keyframed.port;

import dev.keyframed.job.Account.Hold;
import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Finding;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.Request;
import io.vertx.core.Future;
import java.util.List;

/**
 * Calls the provider (src/docs/provider-api.md).
 *
 * <p>Every fault of the network and of the service is a value. So these futures fail only where
 * this daemon itself is at fault or stopping.
 */
public interface Provider {

  /**
   * Requests a task. Costs money, and is sent once: the adapter never repeats it.
   *
   * @param request with its frames in a form the provider can read: URL or data URL
   * @param callbackUrl or null for a creation without a callback
   * @return fails only if nothing was sent: the caller then queues the job again
   */
  Future<Creation> create(Request request, String callbackUrl);

  /** Queries the status of a task. Free, and safe to repeat. */
  Future<Report> query(String taskId);

  /**
   * Queries where a file may be fetched. Free, and safe to repeat; each answer is good for about an
   * hour.
   */
  Future<Location> locate(String fileId);

  /** Represents the outcome of a creation request (src/docs/provider-api.md). */
  sealed interface Creation {
    /** Reports that there is a task. */
    record Created(String taskId, String traceId) implements Creation {}

    /**
     * Reports that there is no task, by name or because the request was never written.
     *
     * @param hold the hold of the account if that is the reason, else null
     */
    record Refused(Refusal why, Hold hold, int code, String message, String traceId)
        implements Creation {}

    /**
     * Reports an error from before or after the task was made.
     *
     * @param passing whether a repetition may succeed
     */
    record Faulted(boolean passing, int code, String message, String traceId) implements Creation {}

    /** Reports a request that was written and not answered: time-out, reset, 5xx. */
    record Lost(String why, Cause cause) implements Creation {
      /** Reports a request after which nothing came back at all. */
      public Lost(String why) {
        this(why, Cause.UNREACHABLE);
      }
    }

    /** Reports an answer that claims success and names no task: cut, or in no known form. */
    record Unreadable(String why) implements Creation {}
  }

  /**
   * Represents the answer to a query.
   *
   * @param finding the status of the task
   * @param trouble trouble of the account or the service, or null
   */
  record Report(Finding finding, Trouble trouble) {}

  /** Represents the location of a file. */
  sealed interface Location {
    /**
     * Lists the addresses of the file in order of preference, never empty. They are signed: use
     * them unchanged.
     */
    record Found(List<String> urls) implements Location {
      /** Copies the list. */
      public Found {
        urls = List.copyOf(urls);
      }

      /** Returns a text without addresses: their signature is a secret. */
      @Override
      public String toString() {
        return "Found[" + urls.size() + "]";
      }
    }

    /**
     * Reports that the file is not there yet, or that no answer came: another try may succeed.
     *
     * @param trouble of account or service, or null
     */
    record NotNow(int code, String message, String traceId, Trouble trouble) implements Location {}

    /** Reports that the provider does not know the file: its task may name another. */
    record Unknown(int code, String message, String traceId) implements Location {}
  }

  /**
   * Represents trouble that concerns more than one job.
   *
   * @param kind the reaction that it needs
   * @param hold the hold of the account; null where the kind is not {@code ACCOUNT}
   * @param cause the passing cause; null where the kind is {@code ACCOUNT}
   */
  record Trouble(Kind kind, Hold hold, Cause cause, int code, String message) {
    /** Represents trouble of which only the kind is known. */
    public Trouble(Kind kind, int code, String message) {
      this(kind, null, null, code, message);
    }

    /** Lists the reactions to trouble. */
    public enum Kind {
      /** Key, balance, plan or address: the owner must act. */
      ACCOUNT,
      /** Too many requests: fewer of them are needed. */
      THROTTLED,
      /** Any trouble that passes by itself. */
      PASSING
    }
  }
}
