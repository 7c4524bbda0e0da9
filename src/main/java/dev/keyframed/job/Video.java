package dev.keyframed.job;

/**
 * A video on disk, complete.
 *
 * @param path absolute
 * @param sha256 64 hexadecimal digits
 * @param width pixels as the provider's query gave them, 0 where it gave none
 */
public record Video(String path, long bytes, String sha256, int width, int height) {}
