package dev.keyframed.adapter.minimax;

import dev.keyframed.job.ServiceTrouble;
import dev.keyframed.port.Provider.FileLocation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the answer to a request for the location of a file (src/docs/provider-api.md). Pure. */
final class FileReader {
  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  private FileReader() {}

  /** Returns the location of that file. */
  static FileLocation of(ApiResponse answer, String fileId) {
    if (isForeign(answer, fileId)) {
      return unanswered(ServiceFaults.foreign("file"));
    }
    if (!answer.isWell()) {
      return answer.named().map(name -> ofName(answer, name)).orElseGet(() -> ofStatus(answer));
    }
    List<String> urls =
        Stream.of("download_url", "backup_download_url")
            .map(field -> answer.text("file", field).strip())
            .filter(url -> !url.isEmpty())
            .toList();
    if (!urls.isEmpty()) {
      return new FileLocation.FileFound(urls);
    }
    return answer.isReadable()
        ? notNow(answer, "the file has no download_url yet", null)
        : unanswered(ServiceFaults.unreadable());
  }

  /** Returns the result of a request without a readable answer. */
  static FileLocation unanswered(ServiceTrouble trouble) {
    return new FileLocation.FileNotNow(trouble.code(), trouble.message(), null, trouble);
  }

  /** Checks whether the answer is about another file than the requested one. */
  static boolean isForeign(ApiResponse answer, String fileId) {
    return ServiceFaults.isForeign(answer.value("file", "file_id"), fileId);
  }

  private static FileLocation ofName(ApiResponse answer, Codes name) {
    return name.elsewhere() == Codes.Elsewhere.UNKNOWN_ID
        ? unknown(answer)
        : notNow(answer, answer.complaint(), ServiceFaults.ofName(answer, name));
  }

  private static FileLocation ofStatus(ApiResponse answer) {
    return NOT_THERE.contains(answer.status())
        ? unknown(answer)
        : notNow(answer, answer.complaint(), ServiceFaults.ofStatus(answer));
  }

  private static FileLocation unknown(ApiResponse answer) {
    return new FileLocation.FileUnknown(answer.error(), answer.complaint(), answer.traceId());
  }

  private static FileLocation notNow(ApiResponse answer, String message, ServiceTrouble trouble) {
    return new FileLocation.FileNotNow(answer.error(), message, answer.traceId(), trouble);
  }
}
