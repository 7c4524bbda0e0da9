package dev.keyframed.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import dev.keyframed.Eventually;
import dev.keyframed.adapter.embedded.EmbeddedRedis;
import dev.keyframed.adapter.embedded.NoLoginRedisFixture;
import dev.keyframed.sandbox.FrameFixture;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a daemon with the unit's heap against oversized entries on the queue. */
class QueueHeapDrill {
  private static final List<String> UNIT =
      List.of("-Xmx768m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC");
  private static final int MEGABYTE = 1_000_000;

  @TempDir Path dir;
  private EmbeddedRedis redis;
  private RawRedisClient producer;
  private Path configuration;
  private ServeProcess daemon;

  @BeforeEach
  void start() throws Exception {
    redis = NoLoginRedisFixture.start(dir.resolve("redis"), 0);
    producer = new RawRedisClient(redis.port());
    configuration = dir.resolve("keyframed.yaml");
    Files.writeString(
        configuration,
        """
        data_dir: %s
        redis: {url: "%s"}
        provider: {base_url: "http://127.0.0.1:1", allow_private_addresses: true, requests_per_minute: 1}
        callback: {enabled: false}
        management: {port: %d}
        """
            .formatted(dir, redis.url(), ServeProcess.freePort()));
  }

  @AfterEach
  void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
    producer.close();
    redis.close();
  }

  @Test
  void daemon_takes_thirty_jobs_of_13_megabytes_added_at_once() throws Exception {
    byte[] job = job(13 * MEGABYTE);
    assertThat(producer.ask("MULTI")).isEqualTo("OK");
    for (int count = 0; count < 30; count++) {
      producer.entry(1);
      producer.word("job".getBytes(UTF_8));
      producer.word(job);
      assertThat(producer.answer()).isEqualTo("QUEUED");
    }
    producer.begin(1);
    producer.word("EXEC".getBytes(UTF_8));
    producer.answers();
    awaitTaken();
    assertThat(ended("rejected")).isZero();
    assertUntroubled();
  }

  @Test
  void daemon_takes_the_longest_job() throws Exception {
    producer.entry(1);
    producer.word("job".getBytes(UTF_8));
    producer.word(job(52 * MEGABYTE));
    assertThat(producer.answer()).isNotEmpty();
    awaitTaken();
    assertThat(ended("rejected")).isZero();
    assertUntroubled();
  }

  @Test
  void entries_of_200_megabytes_or_a_million_fields_are_rejected() throws Exception {
    producer.entry(1);
    producer.word("job".getBytes(UTF_8));
    producer.word(Collections.nCopies(200, new byte[MEGABYTE]));
    assertThat(producer.answer()).isNotEmpty();
    int fields = 1_000_000;
    producer.entry(fields);
    for (int field = 0; field < fields; field++) {
      producer.word(("name-of-a-field-" + field).getBytes(UTF_8));
      producer.word(new byte[0]);
    }
    assertThat(producer.answer()).isNotEmpty();
    awaitTaken();
    assertThat(ended("rejected")).isEqualTo(2);
    // Redis itself needs seconds for such an entry, on a slow machine longer than a command's time-
    // out.
    assertThat(daemon.said()).containsOnlyOnce("started version=").doesNotContain("OutOfMemory");
  }

  private void assertUntroubled() throws IOException {
    assertThat(daemon.said())
        .containsOnlyOnce("started version=")
        .doesNotContain("is unavailable", "cannot be", "OutOfMemory");
  }

  /**
   * Starts the daemon after all entries are stored, since a slow disk is not its fault, and awaits
   * their end.
   */
  private void awaitTaken() throws Exception {
    daemon = ServeProcess.startWith(UNIT, dir, configuration);
    Eventually.await(
        () -> "no entry waits: " + daemon.said(), Duration.ofMinutes(2), () -> waiting() == 0);
  }

  private long waiting() throws IOException {
    return Long.parseLong(producer.ask("XLEN", "{keyframed}:jobs"));
  }

  private long ended(String state) throws IOException {
    String count = producer.ask("HGET", "{keyframed}:counts", state);
    return count.equals("-1") ? 0 : Long.parseLong(count);
  }

  /** Returns a valid job of about that length; its frame holds a private chunk. */
  private static byte[] job(int length) throws IOException {
    String small = FrameFixture.dataUrl("png", 400, 400, Color.ORANGE);
    byte[] png = Base64.getDecoder().decode(small.substring(small.indexOf(',') + 1));
    int frames = (length + 26 * MEGABYTE - 1) / (26 * MEGABYTE);
    String frame =
        "data:image/png;base64,"
            + Base64.getEncoder().encodeToString(padded(png, length / frames / 4 * 3));
    String first = frames > 1 ? "\"first_frame_image\":\"" + frame + "\"," : "";
    return ("{" + first + "\"last_frame_image\":\"" + frame + "\"}").getBytes(UTF_8);
  }

  private static byte[] padded(byte[] png, int length) throws IOException {
    int head = 33;
    byte[] chunk = new byte[4 + length];
    System.arraycopy("prVt".getBytes(UTF_8), 0, chunk, 0, 4);
    CRC32 sum = new CRC32();
    sum.update(chunk);
    ByteArrayOutputStream whole = new ByteArrayOutputStream(png.length + length + 12);
    DataOutputStream out = new DataOutputStream(whole);
    out.write(png, 0, head);
    out.writeInt(length);
    out.write(chunk);
    out.writeInt((int) sum.getValue());
    out.write(png, head, png.length - head);
    return whole.toByteArray();
  }
}
