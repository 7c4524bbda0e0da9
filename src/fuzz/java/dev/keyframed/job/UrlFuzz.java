package dev.keyframed.job;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class UrlFuzz {
  @FuzzTest(maxDuration = "1m")
  void callback_url_properties_hold_for_any_path(byte[] path) {
    CallbackUrlProperties.check(new String(path, StandardCharsets.UTF_8));
  }
}
