package dev.keyframed.config;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What owner, group and others may do with a file, and with the folders on the way to it.
 *
 * @param octal such as {@code 0640}: its owner may read and write, nobody may execute
 */
public record FileMode(String octal) {
  /** The owner may write and none but the owner and the group. */
  static final String PATTERN = "0?6[046][04]";

  private static final int OCTAL = 8;
  private static final int READ_BITS = 0444;
  private static final int HIGHEST_BIT = 8;

  /** For the file. */
  public Set<PosixFilePermission> file() {
    return permissions(bits());
  }

  /** For its folders: a reader of the file may enter them. */
  public Set<PosixFilePermission> folder() {
    return permissions(folderBits());
  }

  /** The folders' mode as a number. */
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
