package dev.keyframed.download;

import dev.keyframed.download.Part.Kept;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the head of a storage host's answer says of the body that follows. Pure. */
sealed interface Head {
  /**
   * The whole file.
   *
   * @param length bytes; -1: its end will be told by chunks
   * @param etag strong; or empty: then it cannot be resumed
   * @param gzip whether it is packed, which nobody has asked for
   */
  record Whole(long length, String etag, boolean gzip) implements Head {}

  /** The rest of the file that we have a part of. */
  record Rest(long length) implements Head {}

  /** It is elsewhere. */
  record Moved(String location) implements Head {}

  /** The URL is not good any more. */
  record Expired(int status) implements Head {}

  /** Our part belongs to another file: begin anew. */
  record Changed(int status) implements Head {}

  /** Nothing that we would take. */
  record Unfit(int status, String why) implements Head {}

  /** {@code Content-Range} of a 206. */
  Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /**
   * Reads a head.
   *
   * @param kept what we have; the rest was asked for if it is resumable
   * @param maxSize bytes of the whole file
   */
  static Head of(int status, MultiMap headers, Kept kept, long maxSize) {
    return switch (status) {
      case 200 -> whole(headers, maxSize);
      case 206 -> kept.isResumable() ? rest(headers, kept, maxSize) : unfit(status, "unasked");
      case 301, 302, 303, 307, 308 ->
          headers.contains("Location")
              ? new Moved(headers.get("Location"))
              : unfit(status, "to nowhere");
      case 403, 404, 410 -> new Expired(status);
      case 416 -> kept.isResumable() ? new Changed(status) : unfit(status, "unasked");
      default -> unfit(status, "unexpected");
    };
  }

  private static Head whole(MultiMap headers, long maxSize) {
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"));
    long length = chunked ? -1 : number(headers.get("Content-Length"));
    if (!chunked && length < 0) {
      // Closed in the middle, it would look complete.
      return unfit(200, "no length");
    }
    if (length == 0) {
      return unfit(200, "an empty file");
    }
    if (length > maxSize) {
      return unfit(200, "larger than download.max_size: " + length + " bytes");
    }
    String encoding = encoding(headers);
    boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
    if (!gzip && !encoding.isEmpty()) {
      return unfit(200, "packed in a way that was not asked for");
    }
    // An offset into what is packed is none into the file.
    return new Whole(length, gzip ? "" : strong(headers.get("ETag")), gzip);
  }

  private static String encoding(MultiMap headers) {
    String all = String.join(",", headers.getAll("Content-Encoding")).strip();
    return all.equalsIgnoreCase("identity") ? "" : all.toLowerCase(Locale.ROOT);
  }

  private static Head rest(MultiMap headers, Kept kept, long maxSize) {
    Matcher range = RANGE.matcher(String.valueOf(headers.get("Content-Range")));
    String etag = headers.get("ETag");
    boolean other = etag != null && !etag.equals(kept.etag());
    if (!range.matches() || other || !encoding(headers).isEmpty()) {
      return new Changed(206);
    }
    long from = number(range.group(1));
    long to = number(range.group(2));
    long total = number(range.group(3));
    boolean fits = from == kept.bytes() && to + 1 == total && from <= to && total <= maxSize;
    return fits ? new Rest(total - from) : new Changed(206);
  }

  private static Head unfit(int status, String why) {
    return new Unfit(status, "HTTP " + status + ": " + why);
  }

  private static String strong(String etag) {
    return etag != null && etag.startsWith("\"") ? etag : "";
  }

  private static long number(String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
