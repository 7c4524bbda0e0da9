package dev.keyframed.port;

import dev.keyframed.job.Event.Refusal;
import dev.keyframed.job.Finding;
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

    /** There is none, by name or because the request was never written. */
    record Refused(Refusal why, int code, String message, String traceId) implements Creation {}

    /**
     * An error that may have come before or after the task was made; {@code passing}: it may go
     * well another time.
     */
    record Faulted(boolean passing, int code, String message, String traceId) implements Creation {}

    /** Written, and no answer came: time-out, reset, 5xx, a cut or unreadable body. */
    record Lost(String why) implements Creation {}
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
  }

  /**
   * Trouble that concerns more than one job.
   *
   * @param kind what to do about it
   */
  record Trouble(Kind kind, int code, String message) {
    /** What to do about it. */
    public enum Kind {
      /** Key, balance or plan: the owner must act. */
      ACCOUNT,
      /** Too many requests: fewer of them. */
      THROTTLED,
      /** Anything passing. */
      PASSING
    }
  }
}
