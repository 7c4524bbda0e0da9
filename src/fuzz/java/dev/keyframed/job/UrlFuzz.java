package dev.keyframed.job;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class UrlFuzz {
  @FuzzTest(maxDuration = "1m")
  void keep_their_promises(byte[] path) {
    CallbackUrlProperties.check(new String(path, StandardCharsets.UTF_8));
  }
}
