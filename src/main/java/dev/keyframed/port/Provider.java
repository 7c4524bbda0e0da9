package dev.keyframed.port;

import dev.keyframed.job.Account.HoldReason;
import dev.keyframed.job.Finding;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.PassingTrouble.Cause;
import dev.keyframed.job.machine.Event.Refusal;
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
  Future<CreateResult> create(GenerationRequest request, String callbackUrl);

  /** Queries the status of a task. Free, and safe to repeat. */
  Future<QueryResult> query(String taskId);

  /**
   * Queries where a file may be fetched. Free, and safe to repeat; each answer is good for about an
   * hour.
   */
  Future<FileLocation> locate(String fileId);

  /** Represents the outcome of a creation request (src/docs/provider-api.md). */
  sealed interface CreateResult {
    /** Reports that there is a task. */
    record TaskCreated(String taskId, String traceId) implements CreateResult {}

    /**
     * Reports that there is no task, by name or because the request was never written.
     *
     * @param hold the hold of the account if that is the reason, else null
     */
    record CreateRefused(Refusal refusal, HoldReason hold, int code, String message, String traceId)
        implements CreateResult {}

    /**
     * Reports an error from before or after the task was made.
     *
     * @param passing whether a repetition may succeed
     */
    record CreateFaulted(boolean passing, int code, String message, String traceId)
        implements CreateResult {}

    /** Reports a request that was written and not answered: time-out, reset, 5xx. */
    record CreateLost(String reason, Cause cause) implements CreateResult {
      /** Reports a request after which nothing came back at all. */
      public CreateLost(String reason) {
        this(reason, Cause.UNREACHABLE);
      }
    }

    /** Reports an answer that claims success and names no task: cut, or in no known form. */
    record CreateUnreadable(String reason) implements CreateResult {}
  }

  /**
   * Represents the answer to a query.
   *
   * @param finding the status of the task
   * @param trouble trouble of the account or the service, or null
   */
  record QueryResult(Finding finding, ServiceTrouble trouble) {}

  /** Represents the location of a file. */
  sealed interface FileLocation {
    /**
     * Lists the addresses of the file in order of preference, never empty. They are signed: use
     * them unchanged.
     */
    record FileFound(List<String> urls) implements FileLocation {
      /** Copies the list. */
      public FileFound {
        urls = List.copyOf(urls);
      }

      /** Returns a text without addresses: their signature is a secret. */
      @Override
      public String toString() {
        return "FileFound[" + urls.size() + "]";
      }
    }

    /**
     * Reports that the file is not there yet, or that no answer came: another try may succeed.
     *
     * @param trouble of account or service, or null
     */
    record FileNotNow(int code, String message, String traceId, ServiceTrouble trouble)
        implements FileLocation {}

    /** Reports that the provider does not know the file: its task may name another. */
    record FileUnknown(int code, String message, String traceId) implements FileLocation {}
  }

  /**
   * Represents trouble that concerns more than one job.
   *
   * @param kind the reaction that it needs
   * @param hold the hold of the account; null where the kind is not {@code ACCOUNT}
   * @param cause the passing cause; null where the kind is {@code ACCOUNT}
   */
  record ServiceTrouble(TroubleKind kind, HoldReason hold, Cause cause, int code, String message) {
    /** Represents trouble of which only the kind is known. */
    public ServiceTrouble(TroubleKind kind, int code, String message) {
      this(kind, null, null, code, message);
    }

    /** Lists the reactions to trouble. */
    public enum TroubleKind {
      /** Key, balance, plan or address: the owner must act. */
      ACCOUNT,
      /** Too many requests: fewer of them are needed. */
      THROTTLED,
      /** Any trouble that passes by itself. */
      PASSING
    }
  }
}
