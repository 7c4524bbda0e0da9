package dev.keyframed.provider;

import dev.keyframed.port.Provider.Location;
import dev.keyframed.port.Provider.Trouble;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the answer to a request for the location of a file (src/docs/provider-api.md). Pure. */
final class Locations {
  private static final Set<Integer> NOT_THERE = Set.of(404, 410);

  private Locations() {}

  /** Returns the location of that file. */
  static Location of(Answer answer, String fileId) {
    if (isForeign(answer, fileId)) {
      return unanswered(Troubles.foreign("file"));
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
      return new Location.Found(urls);
    }
    return answer.isReadable()
        ? notNow(answer, "the file has no download_url yet", null)
        : unanswered(Troubles.unreadable());
  }

  /** Returns the result of a request without a readable answer. */
  static Location unanswered(Trouble trouble) {
    return new Location.NotNow(trouble.code(), trouble.message(), null, trouble);
  }

  /** Checks whether the answer is about another file than the requested one. */
  static boolean isForeign(Answer answer, String fileId) {
    return Troubles.isForeign(answer.value("file", "file_id"), fileId);
  }

  private static Location ofName(Answer answer, Codes name) {
    return name.elsewhere() == Codes.Elsewhere.UNKNOWN_ID
        ? unknown(answer)
        : notNow(answer, answer.complaint(), Troubles.ofName(answer, name));
  }

  private static Location ofStatus(Answer answer) {
    return NOT_THERE.contains(answer.status())
        ? unknown(answer)
        : notNow(answer, answer.complaint(), Troubles.ofStatus(answer));
  }

  private static Location unknown(Answer answer) {
    return new Location.Unknown(answer.error(), answer.complaint(), answer.traceId());
  }

  private static Location notNow(Answer answer, String message, Trouble trouble) {
    return new Location.NotNow(answer.error(), message, answer.traceId(), trouble);
  }
}
