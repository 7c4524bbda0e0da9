package dev.keyframed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of {@code videos}: where they lie, and for whom. */
final class VideoKeys {
  private static final KeySection SECTION = new KeySection();

  static final Key<Optional<Path>> VIDEOS_DIR =
      SECTION.file(
          "videos.dir",
          "The folder of all videos. By default videos/ in data_dir, which under systemd only root may enter.");

  static final Key<FileMode> VIDEOS_MODE =
      SECTION.key(
          "videos.mode",
          Kind.fileMode(),
          "0640",
          "The mode of each video, whatever the umask; folders that the daemon makes get the matching one,"
              + " such as 0750.");

  static final Key<Optional<String>> VIDEOS_GROUP =
      SECTION.key(
          "videos.group",
          Kind.optional(Kind.text("[A-Za-z_][A-Za-z0-9_.-]{0,31}", "the name of a group")),
          "",
          "The group of videos and their folders. The daemon's user must be a member.");

  // A day's peak of 50 tasks in flight at 20 MB each: what is paid for must find room.
  static final Key<Long> VIDEOS_MIN_FREE =
      SECTION.reloadable(
          "videos.min_free",
          Kind.size("0B", "100000GB"),
          "1GB",
          "With less room than that for videos, no job is submitted; what was paid for is still fetched. 0B is"
              + " no limit.");

  private VideoKeys() {}

  static List<Key<?>> all() {
    return SECTION.keys();
  }
}
