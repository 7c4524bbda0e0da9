package dev.keyframed.provider;

import dev.keyframed.job.Finding;
import dev.keyframed.job.ProviderId;
import dev.keyframed.port.Provider.Report;
import dev.keyframed.port.Provider.Trouble;
import java.util.Locale;
import java.util.Set;

/** Reads the answer to a query (src/docs/provider-api.md). Pure. */
final class Reports {
  private static final Set<String> SUCCEEDED = Set.of("success", "succeeded");
  private static final Set<String> FAILED = Set.of("fail", "failed");
  private static final Set<String> RUNNING = Set.of("preparing", "queueing", "processing");

  private Reports() {}

  /** Returns the result of the query for that task. */
  static Report of(Answer answer, String taskId) {
    if (isForeign(answer, taskId)) {
      return nothing(Troubles.foreign("task"));
    }
    if (!answer.isWell()) {
      return answer
          .named()
          .map(name -> ofName(answer, name))
          .orElseGet(() -> nothing(Troubles.ofStatus(answer)));
    }
    String word = word(answer);
    if (word.isEmpty() && !answer.isReadable()) {
      return nothing(Troubles.unreadable());
    }
    return new Report(ofWord(answer, word), null);
  }

  /** Checks whether the answer is about another task than the requested one. */
  static boolean isForeign(Answer answer, String taskId) {
    return Troubles.isForeign(answer.value("task_id"), taskId);
  }

  /** Checks whether the task's status is an undocumented word. */
  static boolean isUnheardOf(Answer answer) {
    String word = word(answer);
    return !word.isEmpty()
        && !RUNNING.contains(word)
        && !SUCCEEDED.contains(word)
        && !FAILED.contains(word);
  }

  /** Returns the result of a query that showed nothing about the task. */
  static Report nothing(Trouble trouble) {
    return new Report(new Finding.Nothing(), trouble);
  }

  private static Finding ofWord(Answer answer, String word) {
    if (SUCCEEDED.contains(word)) {
      String fileId = ProviderId.read(answer.value("file_id"));
      // Without its file it is not a success yet.
      return fileId.isEmpty()
          ? new Finding.Running()
          : new Finding.Succeeded(
              fileId, answer.number("video_width"), answer.number("video_height"));
    }
    if (FAILED.contains(word)) {
      return new Finding.Failed(
          false, 0, "the task failed, the provider gave no reason", answer.traceId());
    }
    return word.isEmpty()
        ? new Finding.Unknown(0, "the answer names no status")
        : new Finding.Running();
  }

  private static Report ofName(Answer answer, Codes name) {
    if (!answer.isOk() && name.elsewhere() == Codes.Elsewhere.ENDED) {
      // This is a gateway's answer to the query; only the API itself reports that a task has ended.
      return nothing(Troubles.ofStatus(answer));
    }
    return switch (name.elsewhere()) {
      case ENDED -> {
        boolean content = name == Codes.INPUT;
        yield new Report(
            new Finding.Failed(content, answer.error(), answer.complaint(), answer.traceId()),
            null);
      }
      case UNKNOWN_ID -> new Report(new Finding.Unknown(answer.error(), answer.complaint()), null);
      // The error concerns the query, whatever the task's status beside it.
      case PASSING, THROTTLED, ACCOUNT -> nothing(Troubles.ofName(answer, name));
    };
  }

  private static String word(Answer answer) {
    return answer.text("status").strip().toLowerCase(Locale.ROOT);
  }
}
