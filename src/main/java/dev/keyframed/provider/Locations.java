package dev.keyframed.provider;

import dev.keyframed.port.Provider.Location;
import dev.keyframed.port.Provider.Trouble;
import java.util.List;
import java.util.stream.Stream;

/** Reads the answer to a look for a file (provider-api: file). Pure. */
final class Locations {
  private Locations() {}

  /** Where the file is. */
  static Location of(Answer answer) {
    if (!answer.isOk()) {
      return notNow(answer, answer.complaint(), Troubles.ofStatus(answer));
    }
    if (answer.error() != 0) {
      return notNow(answer, answer.complaint(), Troubles.ofCode(answer));
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

  /** There was no answer that could be read. */
  static Location unanswered(Trouble trouble) {
    return new Location.NotNow(trouble.code(), trouble.message(), null, trouble);
  }

  private static Location notNow(Answer answer, String message, Trouble trouble) {
    return new Location.NotNow(answer.error(), message, answer.traceId(), trouble);
  }
}
