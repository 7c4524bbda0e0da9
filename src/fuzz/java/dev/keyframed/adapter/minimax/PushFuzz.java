package dev.keyframed.adapter.minimax;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PushFuzz {
  @FuzzTest(maxDuration = "1m")
  void keeps_its_promises(byte[] body) {
    CallbackParserProperties.check(body);
  }
}
