package dev.keyframed.adapter.minimax;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PushFuzz {
  @FuzzTest(maxDuration = "1m")
  void callback_body_of_any_bytes_is_parsed_without_failure(byte[] body) {
    CallbackParserProperties.check(body);
  }
}
