package dev.keyframed.port;

import dev.keyframed.job.CreateResult;
import dev.keyframed.job.GenerationRequest;
import dev.keyframed.job.QueryResult;
import dev.keyframed.job.ServiceTrouble;
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
}
