package dev.keyframed.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jcodec.api.awt.AWTSequenceEncoder;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.Rational;

/**
 * Encodes small MP4 files (H.264) that are playable and have the requested length.
 *
 * <p>It owns two worker threads. The latest videos are cached, so that thousands of equal jobs cost
 * one encoding.
 */
final class VideoMaker {
  private static final int FRAMES_PER_SECOND = 4;
  private static final int KEPT = 256;

  /** Bounds a video: more than 40 frames of 256 by 256 px take uncompressed. */
  private static final int MOST_BYTES = 8 << 20;

  private final WorkerExecutor workers;
  private final Map<String, Future<Buffer>> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Future<Buffer>> eldest) {
          return size() > KEPT;
        }
      };

  VideoMaker(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("keyframed-sandbox-video", 2);
  }

  /**
   * Returns the video of an order; equal frames and lengths give the same bytes.
   *
   * <p>The buffer is shared and must not be modified.
   */
  Future<Buffer> video(AcceptedRequest order) {
    String key =
        order.first().map(AcceptedFrame::hash).orElse("")
            + ':'
            + order.last().hash()
            + ':'
            + order.seconds();
    return made.computeIfAbsent(key, absent -> workers.executeBlocking(() -> make(order), false));
  }

  /**
   * Encodes a cross-fade from the first frame to the last; without a first, a slow zoom out of the
   * dark.
   */
  static Buffer make(AcceptedRequest order) throws IOException {
    BufferedImage last = Pictures.read(order.last().picture());
    BufferedImage first =
        order.first().map(AcceptedFrame::picture).map(Pictures::read).orElse(null);
    BufferedImage shape = first == null ? last : first;
    ByteBuffer file = ByteBuffer.allocate(MOST_BYTES);
    ByteBufferSeekableByteChannel channel = ByteBufferSeekableByteChannel.writeToByteBuffer(file);
    AWTSequenceEncoder encoder = new AWTSequenceEncoder(channel, Rational.R(FRAMES_PER_SECOND, 1));
    int frames = order.seconds() * FRAMES_PER_SECOND;
    for (int i = 0; i < frames; i++) {
      float done = (float) i / (frames - 1);
      BufferedImage canvas = Pictures.blank(shape.getWidth(), shape.getHeight());
      if (first == null) {
        Pictures.draw(canvas, last, 1 + 0.3 * done, Math.min(1, 0.1f + done));
      } else {
        Pictures.draw(canvas, first, 1, 1);
        Pictures.draw(canvas, last, 1, done);
      }
      encoder.encodeImage(canvas);
    }
    encoder.finish();
    byte[] content = new byte[(int) channel.size()];
    file.rewind().get(content);
    return Buffer.buffer(content);
  }
}
