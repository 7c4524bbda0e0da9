package dev.keyframed.provider;

import dev.keyframed.job.Finding;
import dev.keyframed.port.Provider.Report;
import dev.keyframed.port.Provider.Trouble;
import java.util.Locale;
import java.util.Set;

/** Reads the answer to a query (provider-api: query; codes, on query). Pure. */
final class Reports {
  private static final Set<String> SUCCEEDED = Set.of("success", "succeeded");
  private static final Set<String> FAILED = Set.of("fail", "failed");
  private static final Set<String> RUNNING = Set.of("preparing", "queueing", "processing");

  private Reports() {}

  /** What the query found. */
  static Report of(Answer answer) {
    if (!answer.isOk()) {
      return nothing(Troubles.ofStatus(answer));
    }
    int code = answer.code().orElse(0);
    if (code != 0) {
      return ofCode(answer, code);
    }
    String word = word(answer);
    if (word.isEmpty() && !answer.isReadable()) {
      return nothing(Troubles.unreadable());
    }
    return new Report(ofWord(answer, word), null);
  }

  /** Whether the task's status is a word that no document knows. */
  static boolean isUnheardOf(Answer answer) {
    String word = word(answer);
    return !word.isEmpty()
        && !RUNNING.contains(word)
        && !SUCCEEDED.contains(word)
        && !FAILED.contains(word);
  }

  /** Nothing was learnt of the task. */
  static Report nothing(Trouble trouble) {
    return new Report(new Finding.Nothing(), trouble);
  }

  private static Finding ofWord(Answer answer, String word) {
    if (SUCCEEDED.contains(word)) {
      String fileId = answer.id("file_id");
      // Without its file it is not a success yet.
      return fileId.isEmpty()
          ? new Finding.Running()
          : new Finding.Succeeded(
              fileId, answer.number("video_width"), answer.number("video_height"));
    }
    if (FAILED.contains(word)) {
      return new Finding.Failed(false, 0, "the provider gave no reason", answer.traceId());
    }
    return word.isEmpty()
        ? new Finding.Unknown(0, "the answer names no status")
        : new Finding.Running();
  }

  private static Report ofCode(Answer answer, int code) {
    Codes row = Codes.of(code);
    return switch (row.elsewhere()) {
      case ENDED -> {
        boolean content = row == Codes.INPUT;
        yield new Report(
            new Finding.Failed(content, code, answer.complaint(), answer.traceId()), null);
      }
      case UNKNOWN_ID -> new Report(new Finding.Unknown(code, answer.complaint()), null);
      // It speaks of the query, whatever status stands beside it.
      case PASSING, THROTTLED, ACCOUNT -> nothing(Troubles.ofCode(answer));
    };
  }

  private static String word(Answer answer) {
    return answer.text("status").strip().toLowerCase(Locale.ROOT);
  }
}
