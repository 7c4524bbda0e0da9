package dev.keyframed.job;

/**
 * A video on disk, complete.
 *
 * @param path absolute
 * @param sha256 64 hexadecimal digits
 * @param width pixels as the file itself says, else as the provider's query does; 0 where neither
 *     does
 * @param checked whether it is known to be a whole MP4 file; else it is what the provider serves
 */
public record Video(
    String path, long bytes, String sha256, int width, int height, boolean checked) {

  /** One that is known to be a whole MP4 file. */
  public Video(String path, long bytes, String sha256, int width, int height) {
    this(path, bytes, sha256, width, height, true);
  }
}
