package dev.keyframed.service.download;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Gives videos and their directories to the users that may read them, whatever the umask. Blocks.
 *
 * @param file permissions of a video
 * @param folder permissions of the directories made for it
 * @param folderBits the same as a number
 * @param group null for the group of the process
 */
public record VideoAccess(
    Set<PosixFilePermission> file, Set<PosixFilePermission> folder, int folderBits, String group) {
  /** Permissions that let the owner write, and its group read. */
  static final VideoAccess USUAL =
      new VideoAccess(
          PosixFilePermissions.fromString("rw-r-----"),
          PosixFilePermissions.fromString("rwxr-x---"),
          0750,
          null);

  /** Set-group-ID bit: entries made below such a directory belong to its group. */
  private static final int SET_GROUP_ID = 02000;

  /** Permissions of a directory between its creation and its opening: the owner's alone. */
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes the missing directories from the root down to that directory. A directory below the root
   * that is still closed was left by a process that died, and is opened.
   */
  void makeFolders(Path root, Path dir) throws IOException {
    if (Files.isDirectory(dir)) {
      if (!dir.equals(root) && Files.getPosixFilePermissions(dir).equals(CLOSED)) {
        hand(dir);
      }
      return;
    }
    if (dir.equals(root)) {
      Files.createDirectories(root.getParent());
    } else {
      makeFolders(root, dir.getParent());
    }
    try {
      Files.createDirectory(dir, PosixFilePermissions.asFileAttribute(CLOSED));
    } catch (FileAlreadyExistsException made) {
      if (!Files.isDirectory(dir)) {
        throw made;
      }
      return; // made by another run
    }
    hand(dir);
  }

  private void hand(Path dir) throws IOException {
    give(dir);
    open(dir);
  }

  /** Lets the video's readers read that file. */
  void publish(Path video) throws IOException {
    give(video);
    Files.setPosixFilePermissions(video, file);
  }

  private void open(Path dir) throws IOException {
    if (group != null) {
      try {
        Files.setAttribute(dir, "unix:mode", folderBits | SET_GROUP_ID);
        return;
      } catch (IOException refused) {
        // A service manager may forbid this bit; each file is given to the group all the same.
      }
    }
    Files.setPosixFilePermissions(dir, folder);
  }

  private void give(Path path) throws IOException {
    if (group != null) {
      GroupPrincipal principal =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      // The unit's filter of system calls refuses the call even if the group would not change.
      if (!view.readAttributes().group().equals(principal)) {
        view.setGroup(principal);
      }
    }
  }
}
