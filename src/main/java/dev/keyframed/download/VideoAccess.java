package dev.keyframed.download;

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
 * Gives videos and their folders to the users that shall read them, whatever the umask. Blocks.
 *
 * @param file the permissions of a video
 * @param folder those of the folders made for it
 * @param folderBits the same as a number
 * @param group null for the process' own
 */
public record VideoAccess(
    Set<PosixFilePermission> file, Set<PosixFilePermission> folder, int folderBits, String group) {
  /** For the owner, and to be read by its group. */
  static final VideoAccess USUAL =
      new VideoAccess(
          PosixFilePermissions.fromString("rw-r-----"),
          PosixFilePermissions.fromString("rwxr-x---"),
          0750,
          null);

  /** What is made below such a folder belongs to its group. */
  private static final int SET_GROUP_ID = 02000;

  /** Nobody else's: what a folder has between its making and its opening. */
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes that folder, and those between it and the root, where they are missing. One below the
   * root that is still closed was left so by a process that died: it is opened.
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
      return; // by another run
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
      // The unit's filter of system calls forbids to give even what is the group's already.
      if (!view.readAttributes().group().equals(principal)) {
        view.setGroup(principal);
      }
    }
  }
}
