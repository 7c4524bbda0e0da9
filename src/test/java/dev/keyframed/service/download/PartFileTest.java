package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests which run may write to a part, and until when; the other daemon is a process of its own.
 */
class PartFileTest {
  private static final Buffer VIDEO = FakeVideoServer.mp4(1000, 1);

  @TempDir Path videos;

  @Test
  void part_held_by_another_process_is_not_opened() throws Exception {
    try (OtherDaemonFixture other = new OtherDaemonFixture(videos, target())) {
      assertThat(other.says("open")).isEqualTo("opened 0");
      assertThat(other.says("write")).isEqualTo("written");

      assertThatThrownBy(part()::open).isInstanceOf(ExclusiveFile.TakenException.class);

      assertThat(other.says("complete")).isEqualTo("completed 64");
    }
    assertThat(Files.readAllBytes(target())).isEqualTo(VIDEO.getBytes());
  }

  @Test
  void video_completed_by_another_process_is_not_overwritten() throws Exception {
    try (OtherDaemonFixture other = new OtherDaemonFixture(videos, target())) {
      assertThat(other.says("open")).isEqualTo("opened 0");
      assertThat(other.says("write")).isEqualTo("written");
      assertThat(other.says("complete")).isEqualTo("completed 64");
      PartFile part = part();

      assertThat(part.open().bytes()).isZero();
      part.restart("");
      part.append(Buffer.buffer("x"));
      part.close();
    }
    assertThat(Files.readAllBytes(target())).isEqualTo(VIDEO.getBytes());
  }

  @Test
  void part_stays_locked_when_own_process_tries_to_open_it_again() throws Exception {
    PartFile held = part();
    assertThat(held.open().bytes()).isZero();
    assertThatThrownBy(part()::open).isInstanceOf(ExclusiveFile.TakenException.class);

    try (OtherDaemonFixture other = new OtherDaemonFixture(videos, target())) {
      assertThat(other.says("open")).isEqualTo("taken");
      held.close();
      assertThat(other.says("open")).isEqualTo("opened 0");
    }
  }

  @Test
  void part_of_killed_process_is_unlocked_and_resumed() throws Exception {
    try (OtherDaemonFixture other = new OtherDaemonFixture(videos, target())) {
      assertThat(other.says("open")).isEqualTo("opened 0");
      assertThat(other.says("write")).isEqualTo("written");
      other.kill();
    }
    PartFile part = part();

    assertThat(part.open()).isEqualTo(new PartFile.Kept(VIDEO.length(), OtherDaemonFixture.ETAG));
    part.close();
  }

  @Test
  void part_cannot_be_written_after_completion() throws Exception {
    PartFile part = part();
    assertThat(part.open().bytes()).isZero();
    part.append(VIDEO);
    assertThat(part.complete(null, Duration.ZERO)).isPresent();

    assertThatThrownBy(() -> part.restart("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part.append(Buffer.buffer("x"))).isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(target())).isEqualTo(VIDEO.getBytes());
  }

  private Path target() {
    return videos.resolve("2026/03/01/job-1.mp4");
  }

  private PartFile part() {
    return new PartFile(videos, target(), VideoAccess.USUAL);
  }
}
