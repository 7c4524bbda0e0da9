package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyframed.job.machine.Event;
import dev.keyframed.support.bus.BusAddresses.JobEvent;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the permissions of a video on disk. */
class VideoAccessTest extends DownloadFixture {
  private static final int SET_GROUP_ID = 02000;

  @ParameterizedTest
  @CsvSource({
    "rw-------, rwx------, 448",
    "rw-r-----, rwxr-x---, 488",
    "rw-r--r--, rwxr-xr-x, 493",
    "rw-rw-r--, rwxrwxr-x, 509"
  })
  void video_and_directories_have_configured_mode_whatever_the_umask(
      String file, String folder, int bits) throws Exception {
    Path dir = videos.resolve("below/videos");

    Path video = saved(dir, access(file, folder, bits, null));

    assertThat(mode(video)).isEqualTo(file);
    for (Path at = video.getParent(); at.startsWith(dir); at = at.getParent()) {
      assertThat(mode(at)).as(at.toString()).isEqualTo(folder);
    }
  }

  @Test
  void existing_video_directory_keeps_its_mode() throws Exception {
    Files.setPosixFilePermissions(videos, PosixFilePermissions.fromString("rwx-----x"));

    Path video = saved(videos, access("rw-r--r--", "rwxr-xr-x", 0755, null));

    assertThat(mode(video)).isEqualTo("rw-r--r--");
    assertThat(mode(videos)).isEqualTo("rwx-----x");
  }

  @Test
  void video_directory_left_closed_by_kill_is_opened_by_next_run() throws Exception {
    Path day = Files.createDirectories(videos.resolve("2026/03/01"));
    Path month = day.getParent();
    Files.setPosixFilePermissions(month, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(day, PosixFilePermissions.fromString("rwx------"));

    Path video = saved(videos, access("rw-r--r--", "rwxr-xr-x", 0755, null));

    assertThat(video.getParent()).isEqualTo(day);
    assertThat(mode(day)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void video_and_directories_belong_to_configured_group() throws Exception {
    String group = anyGroupOfOurs();

    Path video = saved(videos, access("rw-r-----", "rwxr-x---", 0750, group));

    assertThat(groupOf(video)).isEqualTo(group);
    assertThat(groupOf(video.getParent())).isEqualTo(group);
    assertThat((int) Files.getAttribute(video.getParent(), "unix:mode") & 07777)
        .isEqualTo(SET_GROUP_ID | 0750);
  }

  @Test
  void unfinished_video_is_readable_by_daemon_only() throws Exception {
    Path target = videos.resolve("2026/03/01/job-1.mp4");
    PartFile part = new PartFile(videos, target, access("rw-rw-r--", "rwxrwxr-x", 0775, null));

    assertThat(part.open().bytes()).isZero();
    part.close();

    assertThat(mode(target.resolveSibling("job-1.mp4.part"))).isEqualTo("rw-------");
  }

  private Path saved(Path dir, VideoAccess access) throws Exception {
    dueQueue.due.add(job("job-1"));
    deploy(
        new DownloadSettings(
            dir, access, 2, 8, 1_000_000, Duration.ofSeconds(5), Duration.ofDays(7), true),
        new FakeProvider(storage.url()),
        QUICK);
    JobEvent happened = dueQueue.next();
    assertThat(happened.event()).isInstanceOf(Event.Saved.class);
    return Path.of(((Event.Saved) happened.event()).video().path());
  }

  /** Returns a group for the test: root may use any group, other users at least their own. */
  private String anyGroupOfOurs() throws Exception {
    boolean root = (int) Files.getAttribute(videos, "unix:uid") == 0;
    return root ? "daemon" : groupOf(videos);
  }

  private static VideoAccess access(String file, String folder, int bits, String group) {
    return new VideoAccess(
        PosixFilePermissions.fromString(file),
        PosixFilePermissions.fromString(folder),
        bits,
        group);
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String groupOf(Path path) throws Exception {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .group()
        .getName();
  }
}
