package dev.keyframed.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.config.ConfigurationLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFolderTest {
  @TempDir Path dir;

  private String made(Path data, String... sets) throws Exception {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("data_dir=" + data);
    DataFolder.make(ConfigurationLoader.loadForCommands(Optional.empty(), all, Map.of()));
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
  }

  @ParameterizedTest
  @CsvSource({
    "videos.mode=0640, rwx------",
    "videos.mode=0600, rwx------",
    "videos.group=OWN, rwx--x---",
    "videos.mode=0644, rwx--x--x",
  })
  void data_dir_can_be_passed_only_by_configured_readers_of_videos(String set, String mode)
      throws Exception {
    String own = Files.readAttributes(dir, PosixFileAttributes.class).group().getName();

    assertThat(made(dir.resolve("a/data"), set.replace("OWN", own))).isEqualTo(mode);
  }

  @Test
  void data_dir_is_private_when_videos_are_stored_elsewhere() throws Exception {
    assertThat(made(dir.resolve("data"), "videos.mode=0644", "videos.dir=" + dir.resolve("v")))
        .isEqualTo("rwx------");
  }

  @Test
  void existing_data_dir_keeps_its_permissions() throws Exception {
    Path data = Files.createDirectory(dir.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x--x"));

    assertThat(made(data)).isEqualTo("rwxr-x--x");
  }
}
