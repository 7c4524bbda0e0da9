package dev.keyframed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyframed.app.CommandException;
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
  void configuration_in_the_current_folder_precedes_the_system_wide_one() throws Exception {
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(here);
    Files.delete(here);
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(ofSystem);
    Files.delete(ofSystem);
    assertThat(DefaultConfigFile.find(here, ofSystem)).isEmpty();
  }

  @Test
  void world_writable_default_configuration_is_refused() throws Exception {
    mode(here, "rw-r--rw-");
    assertRefused(here + " is writable by other users than its owner");
  }

  @Test
  void group_writable_default_configuration_is_refused_unless_group_is_private() throws Exception {
    Tool.need(Files.getAttribute(here, "unix:uid").equals(0), "only root can give files away");
    mode(here, "rw-rw-r--");
    assertThat(DefaultConfigFile.find(here, ofSystem)).contains(here);
    Files.setAttribute(here, "unix:gid", SOMEBODY);
    assertRefused(here + " is writable by other users than its owner");
  }

  @Test
  void default_configuration_in_a_folder_writable_by_others_is_refused() throws Exception {
    mode(here.getParent(), "rwxrwxrwx");
    assertRefused(here.getParent() + " is writable by other users than its owner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "folder", "link", "target"})
  void default_configuration_owned_by_another_user_is_refused(String what) throws Exception {
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
