package dev.keyframed.support.frame;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FrameFuzz {
  @FuzzTest(maxDuration = "1m")
  void keep_their_promises(byte[] image) {
    FrameProperties.check(image);
  }
}
