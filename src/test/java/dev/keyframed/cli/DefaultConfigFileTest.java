package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.ops.Tool;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which configuration a command without {@code --config} uses. */
class DefaultConfigFileTest {
  private static final int SOMEBODY = 54_321;

  @TempDir Path dir;
  private Path here;
  private Path ofSystem;

  @BeforeEach
  void write() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("conf"));
    mode(folder, "rwxr-xr-x");
    here = Files.writeString(folder.resolve("keyframed.yaml"), "namespace: here");
    mode(here, "rw-r--r--");
    ofSystem = Files.writeString(dir.resolve("system.yaml"), "namespace: system");
  }

  private static void mode(Path path, String mode) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> DefaultConfigFile.find(here, ofSystem))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("--config")
        .extracting(fault -> ((CommandException) fault).exitCode())
        .isEqualTo(2);
  }

  @Test
  void own_file_in_the_current_folder_comes_before_that_of_the_system() throws Exception {
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(here);
    Files.delete(here);
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(ofSystem);
    Files.delete(ofSystem);
    assertThat(DefaultConfigFile.find(here, ofSystem)).isEmpty();
  }

  @Test
  void file_that_everybody_may_write_is_refused() throws Exception {
    mode(here, "rw-r--rw-");
    assertRefused(here + " is writable by other users than its owner");
  }

  @Test
  void file_that_its_group_may_write_is_refused_unless_it_is_the_owners_own_group()
      throws Exception {
    Tool.need(Files.getAttribute(here, "unix:uid").equals(0), "only root can give files away");
    mode(here, "rw-rw-r--");
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(here);
    Files.setAttribute(here, "unix:gid", SOMEBODY);
    assertRefused(here + " is writable by other users than its owner");
  }

  @Test
  void folder_that_others_may_write_is_refused() throws Exception {
    mode(here.getParent(), "rwxrwxrwx");
    assertRefused(here.getParent() + " is writable by other users than its owner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "folder", "link", "target"})
  void what_somebody_else_has_planted_is_refused(String what) throws Exception {
    Tool.need(Files.getAttribute(here, "unix:uid").equals(0), "only root can give files away");
    if (what.equals("link") || what.equals("target")) {
      Files.delete(here);
      Files.createSymbolicLink(here, ofSystem);
    }
    Path planted =
        switch (what) {
          case "folder" -> here.getParent();
          case "target" -> ofSystem;
          default -> here;
        };
    Files.setAttribute(planted, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);

    assertRefused(" belongs to ");
  }
}
