package dev.keyframed.support.frame;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FrameFuzz {
  @FuzzTest(maxDuration = "1m")
  void image_of_any_bytes_is_read_without_failure(byte[] image) {
    FrameProperties.check(image);
  }
}
