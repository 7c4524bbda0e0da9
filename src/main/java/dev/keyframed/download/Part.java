package dev.keyframed.download;

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
import java.util.HexFormat;

/**
 * A video that is not whole yet: {@code NAME.mp4.part}, its ETag beside it, and the hash of what is
 * there. From {@link #open} to {@link #close} it is this run's alone. Blocks; one caller at a time.
 */
final class Part {
  private static final int CHUNK = 1 << 16;

  private final Path root;
  private final Path target;
  private final Path file;
  private final Path tag;
  private final MessageDigest digest;

  private Hold hold;
  private FileChannel channel;
  private String etag = "";
  private long length;
  private boolean broken;

  /**
   * The part of that video.
   *
   * @param root the directory below which the target's own directories are made
   */
  Part(Path root, Path target) {
    this.root = root;
    this.target = target;
    this.file = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.etag");
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What is there.
   *
   * @param etag of the file it belongs to; empty where it is not known: then it is of no use
   */
  record Kept(long bytes, String etag) {
    boolean isResumable() {
      return bytes > 0 && !etag.isEmpty();
    }
  }

  /** Opens what an earlier run has left, or an empty one, unless another run has it open still. */
  Kept open() throws IOException {
    Files.createDirectories(target.getParent());
    hold = Hold.of(file);
    channel = hold.channel();
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

  /** Forgets what is there: another file begins, with that ETag, or with none. */
  void restart(String newEtag) throws IOException {
    broken = true; // until it is done: nothing may follow what should have gone
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

  /** Adds to the end; where that fails, nothing is added, then or later: there would be a gap. */
  void append(Buffer bytes) throws IOException {
    if (broken) {
      throw new IOException("an earlier write has failed");
    }
    byte[] array = bytes.getBytes();
    try {
      ByteBuffer chunk = ByteBuffer.wrap(array);
      channel.position(length);
      while (chunk.hasRemaining()) {
        channel.write(chunk);
      }
    } catch (IOException failed) {
      broken = true;
      channel.truncate(length);
      throw failed;
    }
    digest.update(array);
    length += array.length;
  }

  /**
   * Gives the video its name, once it and its name would survive a crash; from then on nothing can
   * be written to it.
   *
   * @return its SHA-256 in hexadecimal; empty where it is no whole MP4: then it keeps its name, and
   *     is forgotten
   */
  String complete() throws IOException {
    if (!Mp4.isWhole(channel)) {
      restart("");
      return "";
    }
    channel.force(true);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (Path at = target.getParent(); at.startsWith(root); at = at.getParent()) {
      sync(at);
    }
    Files.deleteIfExists(tag);
    close();
    return HexFormat.of().formatHex(digest.digest());
  }

  void close() throws IOException {
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
