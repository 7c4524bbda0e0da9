package dev.keyframed.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jcodec.api.awt.AWTFrameGrab;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests encoded videos by decoding them. */
class VideoMakerTest {
  @ParameterizedTest
  @CsvSource({"6, 1366, 768, 256, 144", "10, 768, 1366, 144, 256", "6, 1000, 400, 256, 102"})
  void video_has_the_requested_length_and_the_shape_of_its_frames(
      int seconds, int width, int height, int wide, int high) throws Exception {
    Buffer video =
        VideoMaker.make(order(seconds, Optional.empty(), frame(width, height, Color.RED)));
    assertThat(video.getString(4, 8)).isEqualTo("ftyp");
    AWTFrameGrab grab = grab(video);
    assertThat(grab.getVideoTrack().getMeta().getTotalDuration()).isEqualTo(seconds);
    List<BufferedImage> frames = frames(grab);
    assertThat(frames).hasSize(seconds * 4);
    assertThat(frames.get(0).getWidth()).isEqualTo(wide);
    assertThat(frames.get(0).getHeight()).isEqualTo(high);
  }

  @Test
  void video_fades_from_the_first_frame_to_the_last() throws Exception {
    AcceptedFrame first = frame(800, 600, Color.RED);
    List<BufferedImage> frames =
        frames(grab(VideoMaker.make(order(6, Optional.of(first), frame(600, 800, Color.BLUE)))));
    assertThat(middle(frames.get(0)))
        .satisfies(it -> assertThat(it.getRed()).isGreaterThan(it.getBlue() + 100));
    assertThat(middle(frames.get(23)))
        .satisfies(it -> assertThat(it.getBlue()).isGreaterThan(it.getRed() + 100));
  }

  @Test
  void equal_requests_are_encoded_once() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      VideoMaker maker = new VideoMaker(vertx);
      AcceptedFrame last = frame(400, 400, Color.GREEN);
      Buffer one = maker.video(order(6, Optional.empty(), last)).await(5, SECONDS);
      assertThat(maker.video(order(6, Optional.empty(), last)).await(5, SECONDS)).isSameAs(one);
      assertThat(maker.video(order(10, Optional.empty(), last)).await(5, SECONDS)).isNotSameAs(one);
    } finally {
      vertx.close().await(5, SECONDS);
    }
  }

  private static AcceptedFrame frame(int width, int height, Color color) throws Exception {
    return AcceptedFrameCheck.check("frame", FrameFixture.dataUrl(width, height, color));
  }

  private static AcceptedRequest order(
      int seconds, Optional<AcceptedFrame> first, AcceptedFrame last) {
    return new AcceptedRequest(
        new JobRef("job", "1"),
        "",
        first,
        last,
        Resolution.P768,
        seconds,
        BigDecimal.ONE,
        Optional.empty());
  }

  private static AWTFrameGrab grab(Buffer video) throws Exception {
    return AWTFrameGrab.createAWTFrameGrab(
        ByteBufferSeekableByteChannel.readFromByteBuffer(ByteBuffer.wrap(video.getBytes())));
  }

  private static List<BufferedImage> frames(AWTFrameGrab grab) throws Exception {
    List<BufferedImage> frames = new ArrayList<>();
    for (BufferedImage frame = grab.getFrame(); frame != null; frame = grab.getFrame())
      frames.add(frame);
    return frames;
  }

  private static Color middle(BufferedImage image) {
    return new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
  }
}
