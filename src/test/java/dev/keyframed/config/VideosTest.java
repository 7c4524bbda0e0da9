package dev.keyframed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the keys for the directory, mode and group of videos. */
class VideosTest {
  @TempDir Path directory;

  @Test
  void videos_are_in_the_data_directory_and_group_readable_by_default() throws Exception {
    Configuration.VideosSection videos =
        new ConfigFixture(directory, "data_dir: /srv/k").load().videos();

    assertThat(videos.dir()).isEqualTo(Path.of("/srv/k/videos"));
    assertThat(videos.mode().octal()).isEqualTo("0640");
    assertThat(videos.group()).isEmpty();
    assertThat(videos.minFree()).isEqualTo(1_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "0600, rw-------, rwx------",
    "0640, rw-r-----, rwxr-x---",
    "644, rw-r--r--, rwxr-xr-x",
    "0660, rw-rw----, rwxrwx---"
  })
  void video_directories_can_be_entered_by_every_reader_of_the_file(
      String mode, String file, String folder) throws Exception {
    FileMode read =
        new ConfigFixture(directory, "videos: {mode: " + mode + "}").load().videos().mode();

    assertThat(PosixFilePermissions.toString(read.file())).isEqualTo(file);
    assertThat(PosixFilePermissions.toString(read.folder())).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0440", "0755", "0666", "4640", "0800", "rw-r-----", "64", "0o640", ""})
  void video_mode_outside_the_allowed_ones_is_refused(String mode) throws Exception {
    assertThat(new ConfigFixture(directory).set("videos.mode=" + mode).problems())
        .containsExactly(
            "--set: videos.mode: must be a file mode that lets its owner read and write, such as"
                + " 0640, 0644 or 0660, is \""
                + mode
                + "\"");
  }

  @Test
  void unknown_video_group_is_reported() throws Exception {
    assertThat(new ConfigFixture(directory).set("videos.group=no-such-group").problems())
        .containsExactly(
            "--set: videos.group: is not a group of this machine: create it, or correct its name");
  }

  @Test
  void file_as_video_directory_is_refused() throws Exception {
    assertThat(new ConfigFixture(directory).set("videos.dir=pom.xml").problems())
        .containsExactly("--set: videos.dir: is not a directory");
  }

  @Test
  void zero_minimum_of_free_space_is_written_with_its_unit() throws Exception {
    assertThat(new ConfigFixture(directory).set("videos.min_free=0B").load().videos().minFree())
        .isZero();
  }
}
