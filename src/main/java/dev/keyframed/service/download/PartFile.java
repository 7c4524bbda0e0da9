package dev.keyframed.service.download;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Stores a video that is not complete yet, in {@code NAME.mp4.part}. Its ETag is in a file beside
 * it. The hash of an earlier answer that was no MP4 is in {@code NAME.mp4.part.sum}. From {@link
 * #open} to {@link #close} the part belongs to this run alone. Blocks; one caller at a time.
 */
final class PartFile {
  private static final int CHUNK = 1 << 16;

  private final Path root;
  private final Path target;
  private final Path file;
  private final Path tag;
  private final Path sum;
  private final VideoAccess access;
  private final MessageDigest digest;

  private ExclusiveFile hold;
  private FileChannel channel;
  private String etag = "";
  private long length;
  private boolean broken;
  private Gunzip gunzip;
  private String earlier = "";

  /**
   * Creates the part of that video, without opening it.
   *
   * @param root the directory below which the target's own directories are made
   */
  PartFile(Path root, Path target, VideoAccess access) {
    this.root = root;
    this.target = target;
    this.access = access;
    this.sum = target.resolveSibling(target.getFileName() + ".part.sum");
    this.file = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.etag");
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Describes the kept bytes.
   *
   * @param etag ETag of the file that they belong to, or empty if it is not known: then they cannot
   *     be resumed
   */
  record Kept(long bytes, String etag) {
    boolean isResumable() {
      return bytes > 0 && !etag.isEmpty();
    }
  }

  /**
   * Opens the part that an earlier run has left, or an empty one.
   *
   * @throws ExclusiveFile.TakenException if another run still has it open
   */
  Kept open() throws IOException {
    access.makeFolders(root, target.getParent());
    hold = ExclusiveFile.of(file);
    channel = hold.channel();
    earlier = Files.exists(sum) ? Files.readString(sum) : "";
    if (!Files.exists(tag)) {
      restart("");
      return kept();
    }
    etag = Files.readString(tag);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (channel.read(chunk.clear()) >= 0) {
      digest.update(chunk.flip());
    }
    length = channel.position();
    return kept();
  }

  Kept kept() {
    return new Kept(length, etag);
  }

  /** Discards the kept bytes: another file begins, with that ETag or with none. */
  void restart(String newEtag) throws IOException {
    broken = true; // until it is done: nothing may be appended to bytes that should be gone
    endPacked();
    channel.truncate(0);
    digest.reset();
    length = 0;
    etag = newEtag;
    if (newEtag.isEmpty()) {
      Files.deleteIfExists(tag);
    } else {
      Files.writeString(tag, newEtag);
    }
    broken = false;
  }

  /**
   * Discards the kept bytes, and decompresses those that follow from gzip.
   *
   * @param most limit of the decompressed file in bytes
   */
  void restartPacked(long most) throws IOException {
    restart("");
    gunzip =
        new Gunzip(
            (bytes, count) -> {
              if (length + count > most) {
                throw new Gunzip.BrokenException(
                    "decompressed, it is larger than download.max_size");
              }
              write(bytes, count);
            });
  }

  /** Appends bytes. After a failure nothing is added then or later, since there would be a gap. */
  void append(Buffer bytes) throws IOException {
    byte[] array = bytes.getBytes();
    if (gunzip == null || broken) {
      write(array, array.length);
    } else {
      gunzip.feed(array);
    }
  }

  private void write(byte[] array, int count) throws IOException {
    if (broken) {
      throw new IOException("an earlier write has failed");
    }
    try {
      ByteBuffer chunk = ByteBuffer.wrap(array, 0, count);
      channel.position(length);
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    } catch (IOException failed) {
      broken = true;
      channel.truncate(length);
      throw failed;
    }
    digest.update(array, 0, count);
    length += count;
  }

  /**
   * Describes a completed video.
   *
   * @param sha256 hash in hexadecimal
   * @param checked whether the file is a whole MP4; else it is delivered as it is served
   * @param size picture size, if the file contains it
   */
  record Finished(String sha256, boolean checked, Optional<Mp4.Size> size) {}

  /**
   * Gives the video its name, after content and name are safe from a crash. From then on nothing
   * can be written to it. A file that is not a whole MP4 is discarded except for its hash. If the
   * same bytes are served again later, they are what the provider made, and are taken.
   *
   * @param type the {@code Content-Type} of the answer, or null
   * @param apart least time between the two answers
   * @return empty if the file is not taken
   */
  Optional<Finished> complete(String type, Duration apart) throws IOException {
    boolean unpacked = gunzip == null || gunzip.isWhole();
    boolean checked = unpacked && Mp4.isWhole(channel);
    String hash = HexFormat.of().formatHex(digest.digest());
    String served = length + " " + hash;
    boolean alike = served.equals(earlier);
    if (!checked && !(alike && isPast(Files.getLastModifiedTime(sum).toInstant().plus(apart)))) {
      if (!alike
          && unpacked
          && ContentKind.mayBeVideo(type)
          && ContentKind.mayBeVideo(beginning())) {
        Files.writeString(sum, served);
      }
      restart("");
      return Optional.empty();
    }
    Optional<Mp4.Size> size = checked ? Mp4.size(channel) : Optional.empty();
    access.publish(file);
    channel.force(true);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (Path at = target.getParent(); at.startsWith(root); at = at.getParent()) {
      sync(at);
    }
    Files.deleteIfExists(tag);
    Files.deleteIfExists(sum);
    close();
    return Optional.of(new Finished(hash, checked, size));
  }

  private static boolean isPast(Instant moment) {
    return !Instant.now().isBefore(moment);
  }

  private byte[] beginning() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(ContentKind.CHECKED_BYTES);
    channel.position(0);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private void endPacked() {
    if (gunzip != null) {
      gunzip.close();
      gunzip = null;
    }
  }

  void close() throws IOException {
    endPacked();
    if (hold != null) {
      hold.close();
      hold = null;
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
