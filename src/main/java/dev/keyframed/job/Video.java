package dev.keyframed.job;

/**
 * Represents a complete video on disk.
 *
 * @param path absolute
 * @param sha256 64 hexadecimal digits
 * @param width pixels by the file itself, else by the provider's query; 0 where neither gives them
 * @param checked whether it is known to be a whole MP4 file; else it is kept as the provider serves
 *     it
 */
public record Video(
    String path, long bytes, String sha256, int width, int height, boolean checked) {

  /** Represents a video that is known to be a whole MP4 file. */
  public Video(String path, long bytes, String sha256, int width, int height) {
    this(path, bytes, sha256, width, height, true);
  }
}
