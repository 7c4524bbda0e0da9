package dev.keyframed.service.download;

import dev.keyframed.service.download.PartFile.Kept;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Represents the head of a storage host's answer, which describes the body that follows. Pure. */
sealed interface ResponseHead {
  /**
   * Announces the whole file.
   *
   * @param length bytes; -1 if the body is chunked
   * @param etag a strong ETag, or empty if the file cannot be resumed
   * @param gzip whether the body is compressed, although that was not requested
   */
  record Whole(long length, String etag, boolean gzip) implements ResponseHead {}

  /** Announces the rest of a file of which a part is kept. */
  record Rest(long length) implements ResponseHead {}

  /** Redirects to another URL. */
  record Moved(String location) implements ResponseHead {}

  /** Refuses a URL that is not valid any more. */
  record Expired(int status) implements ResponseHead {}

  /** Shows that the kept part belongs to another file: the fetch begins anew. */
  record Changed(int status) implements ResponseHead {}

  /** Refuses the request, or serves a body that is not usable. */
  record Unfit(int status, String reason) implements ResponseHead {}

  /** Matches the {@code Content-Range} of a 206. */
  Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /**
   * Reads a head.
   *
   * @param kept the part that is kept; its rest was requested if it is resumable
   * @param maxSize limit of the whole file in bytes
   */
  static ResponseHead of(int status, MultiMap headers, Kept kept, long maxSize) {
    return switch (status) {
      case 200 -> whole(headers, maxSize);
      case 206 -> kept.isResumable() ? rest(headers, kept, maxSize) : unfit(status, "unasked");
      case 301, 302, 303, 307, 308 ->
          headers.contains("Location")
              ? new Moved(headers.get("Location"))
              : unfit(status, "a redirect without a location");
      case 403, 404, 410 -> new Expired(status);
      case 416 -> kept.isResumable() ? new Changed(status) : unfit(status, "unasked");
      default -> unfit(status, "unexpected status");
    };
  }

  private static ResponseHead whole(MultiMap headers, long maxSize) {
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"));
    long length = chunked ? -1 : number(headers.get("Content-Length"));
    if (!chunked && length < 0) {
      // A connection closed in the middle would make the file look complete.
      return unfit(200, "no content length");
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
      return unfit(200, "a content encoding that was not requested");
    }
    // An offset into the compressed bytes is not an offset into the file.
    return new Whole(length, gzip ? "" : strong(headers.get("ETag")), gzip);
  }

  private static String encoding(MultiMap headers) {
    String all = String.join(",", headers.getAll("Content-Encoding")).strip();
    return all.equalsIgnoreCase("identity") ? "" : all.toLowerCase(Locale.ROOT);
  }

  private static ResponseHead rest(MultiMap headers, Kept kept, long maxSize) {
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

  private static ResponseHead unfit(int status, String reason) {
    return new Unfit(status, "HTTP " + status + ": " + reason);
  }

  private static String strong(String etag) {
    return etag != null && etag.startsWith("\"") ? etag : "";
  }

  private static long number(String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
