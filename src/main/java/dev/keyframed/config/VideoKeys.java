package dev.keyframed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Declares the keys of {@code videos}: where videos are stored, and who may read them. */
final class VideoKeys {
  private static final KeySection SECTION = new KeySection();

  static final ConfigKey<Optional<Path>> VIDEOS_DIR =
      SECTION.file(
          "videos.dir",
          "The directory of all videos. Default: videos/ in data_dir, which under systemd only"
              + " root may enter.");

  static final ConfigKey<FileMode> VIDEOS_MODE =
      SECTION.key(
          "videos.mode",
          KeyType.fileMode(),
          "0640",
          "The mode of each video, whatever the umask. Directories that the daemon creates get"
              + " the matching"
              + " mode, such as 0750.");

  static final ConfigKey<Optional<String>> VIDEOS_GROUP =
      SECTION.key(
          "videos.group",
          KeyType.optional(KeyType.text("[A-Za-z_][A-Za-z0-9_.-]{0,31}", "the name of a group")),
          "",
          "The group of videos and their directories. The daemon's user must be a member.");

  // 50 tasks in flight at 20 MB each: there must be space for every paid video.
  static final ConfigKey<Long> VIDEOS_MIN_FREE =
      SECTION.reloadable(
          "videos.min_free",
          KeyType.size("0B", "100000GB"),
          "1GB",
          "Minimum free space for videos. With less, no job is submitted; paid videos are"
              + " still downloaded."
              + " 0B: no limit.");

  private VideoKeys() {}

  static List<ConfigKey<?>> all() {
    return SECTION.keys();
  }
}
