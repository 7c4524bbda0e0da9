package dev.keyframed.app;

import dev.keyframed.config.Configuration;
import dev.keyframed.config.Configuration.VideosSection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Creates {@code data_dir} with access for its owner alone, whatever the umask. Blocks.
 *
 * <p>If the folder of the videos lies in it, readers of the videos get the right to pass through
 * it.
 */
final class DataFolder {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private DataFolder() {}

  /** Creates the folder if it does not exist; an existing one keeps its rights. */
  static void make(Configuration configuration) throws IOException {
    Path dir = configuration.dataDir().toAbsolutePath().normalize();
    if (Files.isDirectory(dir)) {
      return;
    }
    Files.createDirectories(dir.getParent());
    try {
      Files.createDirectory(dir, PosixFilePermissions.asFileAttribute(OWN));
    } catch (FileAlreadyExistsException made) {
      if (Files.isDirectory(dir)) {
        return;
      }
      throw made;
    }
    if (configuration.videos().dir().toAbsolutePath().normalize().startsWith(dir)) {
      open(dir, configuration.videos());
    }
  }

  private static void open(Path dir, VideosSection videos) throws IOException {
    Set<PosixFilePermission> readers = videos.mode().folder();
    Set<PosixFilePermission> passing = EnumSet.copyOf(OWN);
    if (videos.group().isPresent() && readers.contains(PosixFilePermission.GROUP_EXECUTE)) {
      GroupPrincipal group =
          dir.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByGroupName(videos.group().get());
      Files.getFileAttributeView(dir, PosixFileAttributeView.class).setGroup(group);
      passing.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (readers.contains(PosixFilePermission.OTHERS_EXECUTE)) {
      passing.add(PosixFilePermission.GROUP_EXECUTE);
      passing.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    Files.setPosixFilePermissions(dir, passing);
  }
}
