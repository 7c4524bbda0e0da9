package dev.keyframed.service.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jcodec.api.awt.AWTSequenceEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4Test {
  @TempDir private Path directory;

  @Test
  void encoder_output_is_whole_mp4_and_truncated_output_is_not() throws Exception {
    Path file = directory.resolve("real.mp4");
    AWTSequenceEncoder encoder = AWTSequenceEncoder.create25Fps(file.toFile());
    for (int i = 0; i < 3; i++) {
      encoder.encodeImage(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    }
    encoder.finish();
    byte[] video = Files.readAllBytes(file);

    assertThat(isWhole(video)).isTrue();
    for (int length = 0; length < video.length; length++) {
      assertThat(isWhole(Arrays.copyOf(video, length))).as("%d bytes", length).isFalse();
    }
    assertThat(isWhole(Arrays.copyOf(video, video.length + 1))).isFalse();
  }

  @Test
  void picture_size_is_read_from_encoder_output() throws Exception {
    Path file = directory.resolve("real.mp4");
    AWTSequenceEncoder encoder = AWTSequenceEncoder.create25Fps(file.toFile());
    encoder.encodeImage(new BufferedImage(64, 38, BufferedImage.TYPE_INT_RGB));
    encoder.finish();
    byte[] video = Files.readAllBytes(file);

    assertThat(size(video)).contains(new Mp4.Size(64, 38));
    for (int length = 0; length < video.length; length++) {
      Optional<Mp4.Size> cut = size(Arrays.copyOf(video, length));
      assertThat(cut.isEmpty() || cut.get().equals(new Mp4.Size(64, 38))).isTrue();
    }
    for (int at = 0; at < video.length; at++) {
      byte[] odd = video.clone();
      odd[at] ^= (byte) 0xff;
      assertThat(size(odd)).as("byte %d", at).isNotNull();
    }
  }

  @Test
  void picture_size_is_read_from_video_track_and_empty_when_zero() throws Exception {
    byte[] sound = track("soun", 100, 50);
    byte[] picture = track("vide", 1366, 768);

    assertThat(size(of("moov", join(sound, picture)))).contains(new Mp4.Size(1366, 768));
    assertThat(size(of("moov", sound))).isEmpty();
    assertThat(size(of("moov", track("vide", 0, 768)))).isEmpty();
    assertThat(size(of("moov", of("trak", of("mdia", new byte[0]))))).isEmpty();
  }

  @Test
  void number_of_mp4_boxes_walked_is_limited() throws Exception {
    ByteBuffer boxes = ByteBuffer.allocate(8 * 200_000);
    while (boxes.hasRemaining()) {
      boxes.put(box(8, "free"));
    }

    assertThat(size(join(boxes.array(), of("moov", track("vide", 1366, 768))))).isEmpty();
  }

  @Test
  void mp4_box_may_have_64_bit_size_or_take_rest_of_file() throws Exception {
    byte[] ftyp = box(8, "ftyp");
    byte[] mdat = join(box(1, "mdat"), ByteBuffer.allocate(8 + 4).putLong(20).array());
    byte[] moov = join(box(0, "moov"), new byte[30]);

    assertThat(isWhole(join(ftyp, join(mdat, moov)))).isTrue();
    assertThat(isWhole(join(ftyp, mdat))).isFalse();
  }

  @Test
  void mp4_box_size_that_overflows_is_refused() throws Exception {
    byte[] huge = join(box(1, "mdat"), ByteBuffer.allocate(8).putLong(Long.MAX_VALUE).array());
    byte[] negative = join(box(1, "mdat"), ByteBuffer.allocate(8).putLong(-8).array());

    assertThat(isWhole(join(box(8, "ftyp"), huge))).isFalse();
    assertThat(isWhole(join(box(8, "ftyp"), negative))).isFalse();
  }

  @Test
  void file_of_another_format_is_not_whole_mp4() throws Exception {
    assertThat(isWhole("<html><body>Please sign in</body></html>".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(isWhole(join(box(8, "moov"), box(8, "ftyp")))).isFalse();
    assertThat(isWhole(join(box(8, "ftyp"), box(4, "moov")))).isFalse();
  }

  private static byte[] track(String handler, int width, int height) {
    byte[] type = handler.getBytes(StandardCharsets.US_ASCII);
    byte[] hdlr = of("hdlr", ByteBuffer.allocate(24).putInt(0).putInt(0).put(type).array());
    ByteBuffer format = ByteBuffer.allocate(78);
    format.putShort(24, (short) width).putShort(26, (short) height);
    byte[] stsd = of("stsd", join(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, of("avc1", format.array())));
    return of("trak", of("mdia", join(hdlr, of("minf", of("stbl", stsd)))));
  }

  private static byte[] of(String type, byte[] content) {
    return join(box(8 + content.length, type), content);
  }

  private Optional<Mp4.Size> size(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("file"), content);
    try (FileChannel channel = FileChannel.open(file)) {
      return Mp4.size(channel);
    }
  }

  private boolean isWhole(byte[] content) throws IOException {
    Path file = Files.write(directory.resolve("file"), content);
    try (FileChannel channel = FileChannel.open(file)) {
      return Mp4.isWhole(channel);
    }
  }

  private static byte[] box(int size, String type) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8).putInt(size).put(name).array();
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
