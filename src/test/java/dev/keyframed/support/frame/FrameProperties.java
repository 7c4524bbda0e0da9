package dev.keyframed.support.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks the guarantees of the reader of frames for any bytes. */
final class FrameProperties {
  /** Limit in bytes: much more than a buffer and a message, and much less than a file may claim. */
  private static final long MOST_ALLOCATED = 4 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FrameProperties() {}

  /** Fails if a guarantee is broken. */
  static void check(byte[] image) {
    FrameImage read = read(image);
    if (read != null) {
      assertThat(read.width()).isGreaterThan(300);
      assertThat(read.height()).isGreaterThan(300);
      assertThat(read(Arrays.copyOf(image, image.length + 9))).isEqualTo(read);
      String url = SampleImages.dataUrl("image/" + read.format().subtype(), image);
      assertThat(normal(url)).isSameAs(url);
    }
    checkText(new String(image, StandardCharsets.UTF_8));
    checkText("data:image/png;base64," + new String(image, StandardCharsets.ISO_8859_1));
  }

  /** Checks that a text becomes a URL in the provider's form, or is refused. */
  private static void checkText(String text) {
    String normal = normal(text);
    if (normal != null) {
      assertThat(normal).matches("data:image/(jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}");
      assertThat(normal(normal)).isSameAs(normal);
    }
  }

  /** Returns the image, or null if it is refused. */
  private static FrameImage read(byte[] image) {
    long allocated = MOST_ALLOCATED;
    FrameImage read = null;
    // The first reading may load classes; the memory of the image itself is needed each time.
    for (int time = 0; time < 3 && allocated >= MOST_ALLOCATED; time++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      read = readOnce(image);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).as("bytes for %d", image.length).isLessThan(MOST_ALLOCATED);
    return read;
  }

  private static FrameImage readOnce(byte[] image) {
    FrameImage read = null;
    String why = "must be given a reason";
    try {
      read = FrameImage.read(new ByteArrayInputStream(image));
    } catch (UnusableFrameException e) {
      why = e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be read", e);
    }
    assertThat(why).matches("(is|must) [ -~]{10,300}");
    return read;
  }

  private static String normal(String frame) {
    try {
      return DataUrl.normal(frame);
    } catch (UnusableFrameException e) {
      assertThat(e).hasMessageMatching("(is|must) [ -~]{10,300}");
      return null;
    }
  }
}
