package dev.keyframed.config;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Represents the permissions of a file, and of the directories on the way to it.
 *
 * @param octal such as {@code 0640}: the owner may read and write, and no user may execute
 */
public record FileMode(String octal) {
  /** Matches modes that let the owner read and write, and let at most the group write too. */
  static final String PATTERN = "0?6[046][04]";

  private static final int OCTAL = 8;
  private static final int READ_BITS = 0444;
  private static final int HIGHEST_BIT = 8;

  /** Returns the permissions of the file. */
  public Set<PosixFilePermission> file() {
    return permissions(bits());
  }

  /** Returns the permissions of its directories. Every reader of the file may enter them. */
  public Set<PosixFilePermission> folder() {
    return permissions(folderBits());
  }

  /** Returns the mode of the directories as a number. */
  public int folderBits() {
    return bits() | (bits() & READ_BITS) >> 2;
  }

  private int bits() {
    return Integer.parseInt(octal, OCTAL);
  }

  private static Set<PosixFilePermission> permissions(int bits) {
    StringBuilder text = new StringBuilder();
    for (int bit = HIGHEST_BIT; bit >= 0; bit--) {
      text.append((bits >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
    }
    return PosixFilePermissions.fromString(text.toString());
  }
}
